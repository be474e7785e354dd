package io.mcpagent.adapter.persistence.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.persistence.SqliteInstallation;
import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent;
import io.mcpagent.domain.run.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OldEventsTest extends SqliteInstallation {
    /** Events as an older binary stored them, with fields of a newer one. Lines are added to it, never changed. */
    private static final String EVENTS = "/run-events-v1.jsonl";

    @Test
    void readsTheEventsOfOldAndKeepsTheFieldsThatItDoesNotKnow() throws IOException {
        var lines = lines();
        var run = stored(lines);

        var log = runs().read(run, 0);

        assertThat(log)
                .extracting(RecordedEvent::payload)
                .containsExactlyElementsOf(
                        lines.stream().map(line -> object(line, "payload")).toList());
        assertThat(log)
                .extracting(recorded -> (Object) recorded.event().getClass())
                .as("one of each kind")
                .containsAll(Stream.of(RunEvent.class, RunEvent.RunEnd.class)
                        .<Object>flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                        .filter(kind -> !kind.equals(RunEvent.RunEnd.class))
                        .toList());
    }

    @Test
    void namesWhatOnlyANewerVersionCanRead() {
        var later = (Json.Obj) JsonText.read("{\"kind\":\"moon.landed\",\"version\":1,\"payload\":{}}");
        var run = stored(List.of(later));

        assertThatThrownBy(() -> runs().read(run, 0)).isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo("newer_version_needed");
            assertThat(failure).hasMessageContaining("moon.landed");
        });
    }

    private RunId stored(List<Json.Obj> events) {
        var run = ids().next();
        try (var database = Database.sqlite(directory().resolve("mcp-agent.db"))) {
            database.write(session -> {
                session.update("INSERT INTO runs VALUES (?, 'c', 'ada', 0)", run.toString());
                for (var i = 0; i < events.size(); i++) {
                    session.update(
                            "INSERT INTO run_events (run_id, seq, kind, version, at, payload) VALUES (?, ?, ?, 1, 0, ?)",
                            run.toString(),
                            i + 1,
                            ((Json.Str) events.get(i).get("kind").orElseThrow()).value(),
                            JsonText.of(object(events.get(i), "payload")));
                }
                return true;
            });
        }
        return new RunId(run);
    }

    private static Json.Obj object(Json.Obj line, String name) {
        return (Json.Obj) line.get(name).orElseThrow();
    }

    private static List<Json.Obj> lines() throws IOException {
        var file = Objects.requireNonNull(OldEventsTest.class.getResourceAsStream(EVENTS));
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> (Json.Obj) JsonText.read(line)).toList();
        }
    }
}
