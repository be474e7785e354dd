package io.mcpagent.adapter.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.testkit.tool.FakeTools;
import io.mcpagent.testkit.tool.ToolPortContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCheckedTest implements ToolPortContract {
    private static final String ROOM = """
            {"type": "object",
             "properties": {
               "name": {"type": "string", "minLength": 1},
               "seats": {"type": "integer", "maximum": 20},
               "kind": {"enum": ["quiet", "loud"]},
               "guests": {"type": "array", "items": {"type": "object", "properties": {"a/b": {"type": "string"}}}}
             },
             "required": ["name"], "additionalProperties": false}
            """;

    private final List<Json> called = new ArrayList<>();

    @Override
    public ToolPort tools() {
        return LocalTools.checked(new FakeTools().saying("anything", ToolEffect.READS, "done"));
    }

    @Override
    public ToolInvocation goodCall() {
        return Calls.of("anything", Json.object());
    }

    @Test
    void callsWithWhatTheSchemaAllows() {
        var arguments =
                Calls.json("{\"name\": \"Blue\", \"seats\": 4, \"kind\": \"quiet\", \"guests\": [{\"a/b\": \"x\"}]}");

        assertThat(Calls.call(tool(ROOM), arguments)).isEqualTo("called");
        assertThat(called).containsExactly(arguments);
    }

    @Test
    void tellsEveryProblemWithItsPlaceAndWhatWasExpected() {
        var answer = Calls.call(
                tool(ROOM),
                "{\"seats\": 21.5, \"kind\": \"dark\", \"guests\": [{}, {\"a/b\": 7}], \"colour\": \"red\"}");

        assertThat(answer).isEqualTo("""
                FAILED book was not called, its arguments are wrong:
                - /seats: number found, integer expected
                - /seats: must have a maximum value of 20
                - /kind: does not have a value in the enumeration ["quiet", "loud"]
                - /guests/1/a~1b: integer found, string expected
                - (root): required property 'name' not found
                - (root): property 'colour' is not defined in the schema and the schema does not allow additional properties
                Send a JSON object with name, seats, kind, guests.""");
        assertThat(called).isEmpty();
    }

    @Test
    void argumentsThatAreNoJsonAreToldAsTheTextTheyWere() {
        assertThat(Calls.call(tool(ROOM), Json.of("{\"name\": \"Blue")))
                .contains("(root): not a JSON object, but the text {\"name\": \"Blue\n");
        assertThat(Calls.call(tool(ROOM), new Json.Null())).contains("(root): null found, object expected");
        assertThat(Calls.call(tool(ROOM), Json.of("x".repeat(2_000_000)))).hasSizeLessThan(500);
        assertThat(called).isEmpty();
    }

    @Test
    void tellsTheFirstOfManyProblems() {
        var many =
                IntStream.range(0, 5_000).mapToObj(i -> "\"x" + i + "\": 1").collect(Collectors.joining(",", "{", "}"));
        var answer = Calls.call(tool(ROOM), many);

        assertThat(answer).contains("and 4981 more").hasSizeLessThan(5_000);
    }

    @Test
    void knowsOlderDraftsByTheirName() {
        var tuple = "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"type\": \"object\","
                + "\"properties\": {\"pair\": {\"items\": [{\"type\": \"string\"}, {\"type\": \"integer\"}]}}}";

        assertThat(Calls.call(tool(tuple), "{\"pair\": [\"a\", 1]}")).isEqualTo("called");
        assertThat(Calls.call(tool(tuple), "{\"pair\": [1, 1]}")).contains("/pair/0: integer found, string expected");
    }

    @Test
    void followsReferencesInsideTheSchema() {
        var tree =
                "{\"type\": \"object\", \"properties\": {\"child\": {\"$ref\": \"#\"}, \"n\": {\"$ref\": \"#/$defs/n\"}},"
                        + "\"$defs\": {\"n\": {\"type\": \"integer\"}}}";

        assertThat(Calls.call(tool(tree), "{\"child\": {\"child\": {\"n\": 1}}}"))
                .isEqualTo("called");
        assertThat(Calls.call(tool(tree), "{\"child\": {\"child\": {\"n\": \"1\"}}}"))
                .contains("/child/child/n:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"objekt\"}",
                "{\"type\": \"object\", \"properties\": []}",
                "{\"type\": \"object\", \"required\": \"name\"}",
                "{\"properties\": {\"a\": {\"pattern\": \"(\"}}}",
                "{\"properties\": {\"a\": {\"pattern\": 7}}}",
                "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/nowhere\"}}}",
                "{\"properties\": {\"a\": {\"$ref\": \"#nowhere\"}}}",
                "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"$ref\": \"#/$defs/a\"}}}",
                "{\"$ref\": \"#\"}",
                "{\"properties\": {\"a\": {\"$ref\": \"classpath:draft-07\"}}}",
                "{\"properties\": {\"a\": {\"$ref\": \"file:///etc/hostname\"}}}",
                "{\"properties\": {\"a\": {\"$ref\": \"other.json\"}}}",
                "{\"$schema\": \"https://example.com/dialect\"}",
                "{\"$schema\": 7}",
                "{\"multipleOf\": 1e999999}",
            })
    void refusesAToolWhoseSchemaIsNone(String schema) {
        assertThatThrownBy(() -> tool(schema)).isInstanceOfSatisfying(InvalidRequest.class, failure -> {
            assertThat(failure.code()).isEqualTo("tool_schema_invalid");
            assertThat(failure.getMessage())
                    .startsWith("the tool book can't be offered, as its input schema is not usable: ")
                    .hasSizeLessThan(700);
        });
    }

    @Test
    void neverFetchesWhatASchemaRefersTo() throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://localhost:" + server.getAddress().getPort() + "/room.json";
            for (var schema : List.of(
                    "{\"properties\": {\"a\": {\"$ref\": \"" + address + "\"}}}",
                    "{\"$schema\": \"" + address + "\"}",
                    "{\"$id\": \"" + address + "\", \"properties\": {\"a\": {\"$ref\": \"seat.json\"}}}"))
                assertThatThrownBy(() -> tool(schema)).as(schema).isInstanceOf(InvalidRequest.class);
            // What a dynamic reference means is known in use alone.
            var dynamic = tool("{\"properties\": {\"a\": {\"$dynamicRef\": \"" + address + "#x\"}}}");
            assertThat(Calls.call(dynamic, "{\"a\": 1}")).contains("not allowed to be loaded");
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void aSchemaThatGoesInCirclesOverTheArgumentsIsAnOutcome() {
        var circle = "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/a\"}}, \"$defs\": {"
                + "\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"$ref\": \"#/$defs/a\"}}}";

        assertThat(Calls.call(tool(circle), "{}")).isEqualTo("called");
        assertThat(Calls.call(tool(circle), "{\"a\": 1}")).contains("can't be checked");
    }

    @Test
    void boundsReferencesThatFanOut() {
        var levels = IntStream.range(0, 40)
                .mapToObj(i -> "\"n%d\": {\"allOf\": [{\"$ref\": \"#/$defs/n%d\"}, {\"$ref\": \"#/$defs/n%d\"}]}"
                        .formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(",", "\"$defs\": {", ", \"n40\": {\"type\": \"string\"}}"));

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThatThrownBy(() -> tool("{\"$ref\": \"#/$defs/n0\", " + levels + "}"))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("more than 1000000 checks");
            assertThat(Calls.call(
                            tool("{\"properties\": {\"a\": {\"$ref\": \"#/$defs/n0\"}}, " + levels + "}"),
                            "{\"a\": 1}"))
                    .contains("more than 1000000 checks");
        });
    }

    @Test
    void refusesTenThousandLevels() {
        assertThat(Calls.call(tool("{\"additionalProperties\": {\"$ref\": \"#\"}}"), Calls.nested(10_000)))
                .contains("(root): what was sent is nested deeper than 100 levels");
        assertThatThrownBy(() -> tool((Json.Obj) Calls.nested(10_000)))
                .hasMessageContaining("nested deeper than 100 levels");
    }

    @Test
    void checksAMegabyteInTime() {
        var text = "x".repeat(1_000_000);
        var numbers = IntStream.range(0, 200_000).mapToObj(Json::of).toList();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(Calls.call(tool(ROOM), Json.object().with("name", Json.of(text))))
                    .isEqualTo("called");
            assertThat(Calls.call(
                            tool(ROOM), Json.object().with("name", Json.of("a")).with("guests", Json.array(numbers))))
                    .contains("/guests/0: integer found, object expected")
                    .contains("and 199980 more");
            assertThat(Calls.call(tool(ROOM), Json.object().with("name", Json.of(text.repeat(5)))))
                    .contains("longer than 4000000 characters");
        });
    }

    @ParameterizedTest
    @CsvSource({"^(a+)+$,false", "^(a|a)*$,false", "(.*a){12}$,false", "^[a-z]+!$,true", "(?=.*!)^a+!$,true"})
    void boundsPatternsThatWouldRunForEver(String pattern, boolean good) {
        var schema = Json.object()
                .with("properties", Json.object().with("a", Json.object().with("pattern", Json.of(pattern))));
        var answer = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> Calls.call(tool(schema), Json.object().with("a", Json.of("a".repeat(5_000) + "!"))));

        if (good) assertThat(answer).isEqualTo("called");
        else assertThat(answer).contains("can't be checked").hasSizeLessThan(500);
    }

    @Test
    void refusesNumbersThatOneCouldNotCalculateWith() {
        var schema = "{\"properties\": {\"a\": {\"multipleOf\": 3}}}";

        assertThat(Calls.call(tool(schema), "{\"a\": 1e999999999}")).contains("number of more than 400 digits");
        assertThat(Calls.call(tool(schema), "{\"a\": 1e300}")).contains("multiple of 3");
    }

    @Test
    void compilesOnceAndIsNotWrappedTwice() {
        var checked = tool(ROOM);

        assertThat(LocalTools.checked(checked)).isSameAs(checked);
    }

    @Test
    void anUnknownToolIsAnOutcome() {
        assertThat(tool(ROOM).call(Calls.of("nope", Json.object())))
                .isEqualTo(new ToolOutcome.Failed("There is no tool nope. There is: book."));
    }

    private ToolPort tool(String schema) {
        return tool((Json.Obj) Calls.json(schema));
    }

    private ToolPort tool(Json.Obj schema) {
        return LocalTools.checked(new ToolPort() {
            @Override
            public List<ToolDefinition> tools() {
                return List.of(new ToolDefinition("book", "Books.", schema, ToolEffect.ACTS));
            }

            @Override
            public ToolOutcome call(ToolInvocation invocation) {
                called.add(invocation.arguments());
                return new ToolOutcome.Succeeded("called");
            }
        });
    }
}
