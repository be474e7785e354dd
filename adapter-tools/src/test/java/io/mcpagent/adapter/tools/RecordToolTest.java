package io.mcpagent.adapter.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.tools.LocalTools.Description;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolReach;
import io.mcpagent.testkit.tool.ToolPortContract;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordToolTest implements ToolPortContract {
    enum Kind {
        QUIET,
        LOUD
    }

    record Guest(String name, Optional<Boolean> vegan) {
        Guest {
            if (name.isBlank()) throw new IllegalArgumentException("a guest needs a name");
        }
    }

    record Everything(
            @Description("As on the door.") String name,
            int seats,
            Long id,
            double share,
            boolean online,
            BigDecimal price,
            Kind kind,
            LocalDate day,
            Instant start,
            List<Guest> guests,
            Optional<Kind> fallback,
            Optional<List<String>> notes) {}

    record Loop(Optional<Loop> next) {}

    record Odd(Map<String, String> map) {}

    record Raw(List<Optional<String>> values) {}

    private static final String GOOD = """
            {"name": "Blue", "seats": 4, "id": 9007199254740993, "share": 0.5, "online": true, "price": 12.3400000000000000001,
             "kind": "QUIET", "day": "2026-01-31", "start": "2026-01-31T12:00:00Z", "guests": [{"name": "Ann"}]}
            """;

    private final ToolPort everything =
            LocalTools.of("everything", "Takes everything.", ToolEffect.READS, Everything.class, Everything::toString);

    @Override
    public ToolPort tools() {
        return everything;
    }

    @Override
    public ToolInvocation goodCall() {
        return Calls.of("everything", Calls.json(GOOD));
    }

    @Test
    void theExampleOfTheDocumentationBooksARoom() {
        // From LocalTools' Javadoc.
        record BookRoom(String name, LocalDate day, Optional<Integer> seats) {}
        var booking = LocalTools.of(
                "book_room",
                "Books a meeting room.",
                ToolEffect.ACTS,
                BookRoom.class,
                room -> "booked " + room.name() + " on " + room.day());

        assertThat(Calls.call(booking, "{\"name\": \"Blue\", \"day\": \"2026-01-31\"}"))
                .isEqualTo("booked Blue on 2026-01-31");
        assertThat(booking.tools())
                .containsExactly(new ToolDefinition(
                        "book_room", "Books a meeting room.", (Json.Obj) Calls.json("""
                {"type": "object",
                 "properties": {"name": {"type": "string"}, "day": {"type": "string", "format": "date"},
                                "seats": {"type": ["integer", "null"]}},
                 "required": ["name", "day"], "additionalProperties": false}
                """), ToolEffect.ACTS));
    }

    @Test
    void describesEveryKindOfComponent() {
        assertThat(everything.tools().getFirst().inputSchema()).isEqualTo(Calls.json("""
                {"type": "object",
                 "properties": {
                   "name": {"type": "string", "description": "As on the door."},
                   "seats": {"type": "integer"}, "id": {"type": "integer"}, "share": {"type": "number"},
                   "online": {"type": "boolean"}, "price": {"type": "number"},
                   "kind": {"type": "string", "enum": ["QUIET", "LOUD"]},
                   "day": {"type": "string", "format": "date"}, "start": {"type": "string", "format": "date-time"},
                   "guests": {"type": "array", "items": {
                     "type": "object",
                     "properties": {"name": {"type": "string"}, "vegan": {"type": ["boolean", "null"]}},
                     "required": ["name"], "additionalProperties": false}},
                   "fallback": {"type": ["string", "null"], "enum": ["QUIET", "LOUD", null]},
                   "notes": {"type": ["array", "null"], "items": {"type": "string"}}},
                 "required": ["name", "seats", "id", "share", "online", "price", "kind", "day", "start", "guests"],
                 "additionalProperties": false}
                """));
    }

    @Test
    void readsEveryKindOfComponent() {
        var guest = new Guest("Ann", Optional.empty());
        var expected = new Everything(
                "Blue",
                4,
                9007199254740993L,
                0.5,
                true,
                new BigDecimal("12.3400000000000000001"),
                Kind.QUIET,
                LocalDate.parse("2026-01-31"),
                Instant.parse("2026-01-31T12:00:00Z"),
                List.of(guest),
                Optional.empty(),
                Optional.empty());

        assertThat(Calls.call(everything, GOOD)).isEqualTo(expected.toString());
        assertThat(Calls.call(everything, with("notes", "[\"a\"]"))).contains("notes=Optional[[a]]");
        assertThat(Calls.call(everything, with("fallback", "null"))).contains("fallback=Optional.empty");
        assertThat(Calls.call(everything, with("fallback", "\"LOUD\""))).contains("fallback=Optional[LOUD]");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "seats | \"4\" | /seats: string found, integer expected",
                "seats | 4.5 | /seats: number found, integer expected",
                "seats | 99999999999 | /seats: ",
                "seats | null | /seats: null found, integer expected",
                "online | 1 | /online: integer found, boolean expected",
                "name | 7 | /name: integer found, string expected",
                "kind | 0 | /kind: ",
                "kind | \"quiet\" | /kind: does not have a value in the enumeration [\"QUIET\", \"LOUD\"]",
                "day | \"tomorrow\" | /day: expected something like 2026-01-31, not tomorrow",
                "day | \"2026-02-31\" | /day: expected something like 2026-01-31, not 2026-02-31",
                "start | \"noon\" | /start: expected something like 2026-01-31T12:00:00Z, not noon",
                "guests | [{\"name\": \"Ann\"}, {\"name\": \" \"}] | /guests/1: a guest needs a name",
                "guests | [null] | /guests/0: null found, object expected",
                "guests | [{\"name\": \"Ann\", \"age\": 3}] | /guests/0: property 'age' is not defined",
                "colour | \"red\" | (root): property 'colour' is not defined",
            })
    void refusesWhatDoesNotFit(String component, String value, String problem) {
        assertThat(Calls.call(everything, with(component, value)))
                .startsWith("FAILED everything")
                .contains(problem)
                .doesNotContain("io.mcpagent", "java.");
    }

    @Test
    void whatTheFunctionRefusesIsAnOutcomeAndWhatItCannotHelpIsThrown() {
        var tool = LocalTools.of("greet", "Greets.", ToolEffect.READS, Guest.class, guest -> {
            if (guest.name().equals("Bob")) throw new IllegalArgumentException("Bob is not in");
            throw new IllegalStateException("the door is broken");
        });

        assertThat(Calls.call(tool, "{\"name\": \"Bob\"}"))
                .isEqualTo("FAILED greet refused its arguments: Bob is not in");
        assertThatThrownBy(() -> Calls.call(tool, "{\"name\": \"Ann\"}")).hasMessage("the door is broken");
    }

    @Test
    void isTakenToReachAnybodyUnlessItSaysHowFarItReaches() {
        var fetch = LocalTools.of("greet", "Greets.", ToolEffect.READS, Guest.class, Guest::name);
        var inside = LocalTools.of("greet", "Greets.", ToolEffect.READS, ToolReach.INSIDE, Guest.class, Guest::name);

        assertThat(fetch.tools().getFirst().reach()).isEqualTo(ToolReach.OPEN);
        assertThat(inside.tools().getFirst().reach()).isEqualTo(ToolReach.INSIDE);
    }

    @Test
    void aRecordOfOneComponentAndOfNone() {
        record One(String text) {}
        record None() {}

        assertThat(Calls.call(
                        LocalTools.of("one", "One.", ToolEffect.READS, One.class, One::text), "{\"text\": \"a\"}"))
                .isEqualTo("a");
        assertThat(Calls.call(LocalTools.of("none", "None.", ToolEffect.READS, None.class, none -> "b"), "{}"))
                .isEqualTo("b");
    }

    @Test
    void refusesARecordThatHasNoSchema() {
        assertThatThrownBy(() -> LocalTools.of("loop", "x", ToolEffect.READS, Loop.class, Loop::toString))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("refers to itself");
        assertThatThrownBy(() -> LocalTools.of("odd", "x", ToolEffect.READS, Odd.class, Odd::toString))
                .hasMessageContaining("the component map of")
                .hasMessageContaining("java.util.Map<java.lang.String, java.lang.String>");
        assertThatThrownBy(() -> LocalTools.of("raw", "x", ToolEffect.READS, Raw.class, Raw::toString))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Json with(String component, String value) {
        return ((Json.Obj) Calls.json(GOOD)).with(component, Calls.json(value));
    }
}
