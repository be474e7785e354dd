package io.mcpagent.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunEventJsonTest {
    /** Earlier logs have none of these. */
    private static final Set<String> ADDED_LATER =
            Set.of("calls", "history", "scopes", "retryable", "retry_after_ms", "state", "trace");

    static List<RunEvent> events() {
        return SampleEvents.ALL;
    }

    @Test
    void everyKindIsAmongTheSamples() {
        assertThat(SampleEvents.ALL.stream().<Class<?>>map(RunEvent::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(kinds());
        assertThat(SampleEvents.ALL.stream().map(RunEventJson::kind).distinct()).hasSize(kinds().size());
    }

    @ParameterizedTest
    @MethodSource("events")
    void isReadAsItWasWritten(RunEvent event) {
        assertThat(read(event, RunEventJson.payload(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void passesOverFieldsThatItDoesNotKnow(RunEvent event) {
        var payload = RunEventJson.payload(event).with("added_later", Json.of("x"));

        assertThat(read(event, payload)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void namesInSnakeCase(RunEvent event) {
        assertThat(RunEventJson.kind(event)).matches("[a-z]+\\.[a-z]+");
        assertThat(names(RunEventJson.payload(event))).allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void aMissingFieldIsADamagedLog(RunEvent event) {
        var payload = RunEventJson.payload(event);
        for (var name : payload.members().keySet()) {
            if (ADDED_LATER.contains(name) || isOptional(event, name)) continue;
            var rest = new HashMap<>(payload.members());
            rest.remove(name);
            assertCode("run_log_damaged", RunEventJson.kind(event), 1, new Json.Obj(rest));
        }
    }

    /** Arguments of a call are always there, those of an approval where a person changed them. */
    private static boolean isOptional(RunEvent event, String name) {
        return event instanceof RunEvent.InputAnswered && name.equals("arguments");
    }

    @ParameterizedTest
    @MethodSource("events")
    void aFieldOfAnotherTypeIsADamagedLog(RunEvent event) {
        for (var name : RunEventJson.payload(event).members().keySet()) {
            if (name.equals("arguments") && !isOptional(event, name)) continue; // whatever a model sent
            var payload = RunEventJson.payload(event).with(name, new Json.Null());
            assertCode("run_log_damaged", RunEventJson.kind(event), 1, payload);
        }
    }

    @Test
    void readsRepliesOfLogsFromBeforeThereWereTools() {
        var payload = Json.object()
                .with("text", Json.of("It was Ada. [1]"))
                .with("usage", Json.object().with("input_tokens", Json.of(30)).with("output_tokens", Json.of(4)));

        assertThat(RunEventJson.read("model.replied", 1, payload)).isEqualTo(SampleEvents.REPLIED);
    }

    @Test
    void anImpossibleValueIsADamagedLog() {
        var started = RunEventJson.payload(SampleEvents.STARTED);
        assertDamaged("run.started", started.with("session_id", Json.of("not a uuid")));
        assertDamaged("run.started", started.with("owner", Json.of(" ")));
        assertDamaged("run.started", started.with("collections", Json.array(List.of(Json.of("nor this")))));
        assertDamaged("model.abandoned", Json.object().with("replaces", Json.of(1.5)));
        assertDamaged("model.abandoned", Json.object().with("replaces", new Json.Num(new BigDecimal("1e40"))));
        assertDamaged(
                "answer.completed", RunEventJson.payload(SampleEvents.COMPLETED).with("answered", Json.of(false)));
        assertDamaged("passages.retrieved", passageWith("start", Json.of(1L << 40)));
        assertDamaged("passages.retrieved", passageWith("language", Json.of("English")));
        assertDamaged("passages.retrieved", passageWith("location", place("line", 0)));
    }

    @Test
    void aKindOrVersionOfANewerBinarySaysThatItIsNeeded() {
        assertCode("newer_version_needed", "run.imagined", 1, Json.object());
        assertCode("newer_version_needed", "run.cancelled", RunEventJson.VERSION + 1, Json.object());
        assertCode("newer_version_needed", "input.requested", 1, kindOf(SampleEvents.ASKED, "ask"));
        assertCode("newer_version_needed", "input.answered", 1, kindOf(SampleEvents.ANSWERED, "answer"));
        assertCode("newer_version_needed", "passages.retrieved", 1, passageWith("location", place("slide", 1)));
    }

    private static List<Class<?>> kinds() {
        return Stream.of(RunEvent.class, RunEvent.RunEnd.class)
                .<Class<?>>flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .filter(kind -> !kind.isInterface())
                .toList();
    }

    private static Json.Obj kindOf(RunEvent event, String field) {
        return RunEventJson.payload(event).with(field, Json.of("imagined"));
    }

    private static Json.Obj place(String unit, int number) {
        return Json.object()
                .with("unit", Json.of(unit))
                .with("first", Json.of(number))
                .with("last", Json.of(number));
    }

    private static Json.Obj passageWith(String name, Json value) {
        var passage = PassageJson.of(SampleEvents.RETRIEVED.passages().getFirst());
        return Json.object().with("passages", Json.array(List.of(passage.with(name, value))));
    }

    private static RunEvent read(RunEvent event, Json.Obj payload) {
        return RunEventJson.read(RunEventJson.kind(event), RunEventJson.VERSION, payload);
    }

    private static void assertDamaged(String kind, Json.Obj payload) {
        assertCode("run_log_damaged", kind, RunEventJson.VERSION, payload);
    }

    private static void assertCode(String code, String kind, int version, Json.Obj payload) {
        assertThatThrownBy(() -> RunEventJson.read(kind, version, payload))
                .as(kind + " " + payload)
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private static Stream<String> names(Json json) {
        return switch (json) {
            case Json.Obj(var members) ->
                Stream.concat(
                        members.keySet().stream(), members.values().stream().flatMap(RunEventJsonTest::names));
            case Json.Arr(var elements) -> elements.stream().flatMap(RunEventJsonTest::names);
            case Json.Str string -> Stream.of();
            case Json.Num number -> Stream.of();
            case Json.Bool bool -> Stream.of();
            case Json.Null none -> Stream.of();
        };
    }
}
