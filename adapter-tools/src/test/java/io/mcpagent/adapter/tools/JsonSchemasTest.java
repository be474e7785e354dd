package io.mcpagent.adapter.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.JsonSchemaPort;
import io.mcpagent.testkit.json.JsonSchemaPortContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemasTest implements JsonSchemaPortContract {
    private final JsonSchemaPort schemas = LocalTools.jsonSchemas();

    @Override
    public JsonSchemaPort schemas() {
        return schemas;
    }

    private static Json.Obj schema(String text) {
        return (Json.Obj) Calls.json(text);
    }

    @Test
    void nothingIsFetchedForASchemaOrWithIt() throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/room.json";
            for (var remote : new String[] {
                "{\"$ref\": \"%s\"}", "{\"$schema\": \"%s\"}", "{\"$id\": \"%s\", \"items\": {\"$ref\": \"seat.json\"}}"
            })
                assertThatThrownBy(() -> schemas.compiled(schema(remote.formatted(url))))
                        .as(remote)
                        .isInstanceOf(InvalidRequest.class);
            var dynamic = schema("{\"items\": {\"$dynamicRef\": \"%s#x\"}}".formatted(url));
            assertThat(schemas.compiled(dynamic).problems(Calls.json("[1]"))).hasSize(1);
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void noSchemaIsFoundByANameThatAnotherGaveItself() {
        var named = schemas.compiled(schema("{\"$id\": \"https://example.com/room\", \"type\": \"object\"}"));
        assertThat(named.problems(Json.object())).isEmpty();

        assertThatThrownBy(() -> schemas.compiled(schema("{\"$ref\": \"https://example.com/room\"}")))
                .isInstanceOf(InvalidRequest.class);
        var other = schemas.compiled(schema("{\"$id\": \"https://example.com/room\", \"type\": \"array\"}"));
        assertThat(other.problems(Json.object())).hasSize(1);
        assertThat(named.problems(Json.object())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\": {\"$ref\": \"#\"}}",
                "{\"items\": {\"$ref\": \"#/$defs/a\"}, \"$defs\": {\"a\": {\"anyOf\": [{\"type\": \"string\"}, {\"items\": {\"$ref\": \"#/$defs/a\"}}]}}}",
            })
    void aSchemaMayReferToItself(String recursive) {
        assertThat(schemas.compiled(schema(recursive)).problems(Calls.json("[[[[\"x\"]], []]]")))
                .isEmpty();
    }

    @Test
    void whatCanNotBeCheckedInBoundedTimeIsWrong() {
        var bomb = schemas.compiled(schema("{\"pattern\": \"^(a+)+$\"}"));
        var circle = schemas.compiled(
                schema(
                        "{\"items\": {\"$ref\": \"#/$defs/a\"}, \"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"}, \"b\": {\"$ref\": \"#/$defs/a\"}}}"));
        var levels = IntStream.range(0, 40)
                .mapToObj(i -> "\"n%d\": {\"allOf\": [{\"$ref\": \"#/$defs/n%d\"}, {\"$ref\": \"#/$defs/n%d\"}]}"
                        .formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(",", "\"$defs\": {", ", \"n40\": {\"type\": \"string\"}}"));
        var fan = schemas.compiled(schema("{\"items\": {\"$ref\": \"#/$defs/n0\"}, " + levels + "}"));

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            assertThat(bomb.problems(Json.of("a".repeat(5_000) + "!")))
                    .singleElement()
                    .asString()
                    .contains("can't be checked");
            assertThat(circle.problems(Calls.json("[1]")))
                    .singleElement()
                    .asString()
                    .contains("can't be checked");
            assertThat(fan.problems(Calls.json("[1]")))
                    .singleElement()
                    .asString()
                    .contains("more than 1000000 checks");
        });
    }

    @Test
    void whatIsHugeIsRefusedUnchecked() {
        var huge = "x".repeat(5_000_000);
        assertThatThrownBy(() -> schemas.compiled(Json.object().with("title", Json.of(huge))))
                .hasMessageContaining("longer than 4000000 characters");
        assertThatThrownBy(() -> schemas.compiled((Json.Obj) Calls.nested(10_000)))
                .hasMessageContaining("nested deeper than 100 levels");
        var anything = schemas.compiled(Json.object());
        assertThat(anything.problems(Json.of(huge))).singleElement().asString().contains("longer than 4000000");
        assertThat(anything.problems(Calls.nested(10_000)))
                .singleElement()
                .asString()
                .contains("deeper than 100");
        assertThat(anything.problems(Calls.json("1e999999999")))
                .singleElement()
                .asString()
                .contains("400 digits");
    }
}
