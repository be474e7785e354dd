package io.mcpagent.application.document;

import static io.mcpagent.application.Platform.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.KillSwitch;
import io.mcpagent.application.KillSwitch.Killed;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SyncIsKilledTest {
    private static final int MORE_THAN_IT_CALLS = 1_000;

    @Test
    void endsAsIfNothingHadHappenedWhereverItIsKilled() {
        var undisturbed = outcome(MORE_THAN_IT_CALLS);
        assertThat(undisturbed.documents().keySet())
                .containsExactlyInAnyOrder("changed.md", "kept.md", "new.md", "broken.corrupt", "picture.png");

        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = new Machine();
            prepare(machine);
            if (!killedAt(fatal, machine)) {
                assertThat(fatal).as("calls of ports").isGreaterThan(30);
                return;
            }
            assertThat(afterRestart(machine)).as("killed at call " + fatal).isEqualTo(undisturbed);
        }
    }

    private static Outcome outcome(int fatal) {
        var machine = new Machine();
        prepare(machine);
        killedAt(fatal, machine);
        return afterRestart(machine);
    }

    /** A collection that was taken in, and files that have changed since. */
    private static void prepare(Machine machine) {
        machine.put("changed.md", "# Old\n\nThe old text about owls.");
        machine.put("gone.md", "This will vanish.");
        machine.put("kept.md", "# Kept\n\nBees make honey.\n\nWasps do not.");
        try (var platform = machine.start()) {
            platform.sync();
        }
        machine.put("changed.md", "# New\n\n" + "The new text is about foxes, and it is long. ".repeat(30));
        machine.files.remove(Machine.ROOT, "gone.md");
        machine.put("new.md", "Badgers dig at night.");
        machine.put("broken.corrupt", "x");
        machine.put("picture.png", "\0");
    }

    private static boolean killedAt(int fatal, Machine machine) {
        var kill = new KillSwitch(fatal);
        try (var platform = machine.start(ScriptedLlm.silent(), kill)) {
            platform.sync();
        } catch (Killed expected) {
            assertThat(kill.wentOff()).isTrue();
        }
        return kill.wentOff();
    }

    private static Outcome afterRestart(Machine machine) {
        machine.letLeasesRunOut();
        try (var platform = machine.start()) {
            platform.repair().repair();
            var records = platform.documentPorts.documents().ready();
            assertThat(machine.index.generations()).as("the index after repair").isEqualTo(records);
            platform.sync();
            assertThat(platform.documentPorts.tasks().claim(TaskKind.INGEST_DOCUMENT))
                    .as("tasks that are left")
                    .isEmpty();
            return Outcome.of(machine, platform);
        }
    }

    /** All that a person could tell apart, ids replaced by names. */
    private record Outcome(Map<String, Stored> documents, Set<Hit> byVector, Set<Hit> byKeyword) {
        record Stored(long generation, Optional<TextHash> hash, Ingestion ingestion, List<Part> chunks) {}

        record Part(int start, int end, Location location, List<String> headings, String text) {}

        record Hit(String document, int ordinal, double score) {}

        static Outcome of(Machine machine, Platform platform) {
            var names = platform.known().values().stream().collect(Collectors.toMap(Document::id, Document::name));
            var scope = platform.scopes.named(ADA, Set.of());
            var question = "foxes badgers bees";
            var vector = new HashedEmbeddings().embedQueries(List.of(question)).getFirst();
            assertThat(machine.index.generations())
                    .isEqualTo(platform.documentPorts.documents().ready());
            return new Outcome(
                    platform.known().values().stream()
                            .collect(Collectors.toMap(Document::name, document -> stored(platform, document))),
                    hits(machine.index.byVector(vector, scope, 1_000), names),
                    hits(machine.index.byKeyword(question, scope, 1_000), names));
        }

        private static Stored stored(Platform platform, Document document) {
            var chunks = platform.documentPorts.documents().chunks(document.id());
            return new Stored(
                    document.generation(),
                    document.contentHash(),
                    document.ingestion(),
                    chunks.stream().map(Outcome::part).toList());
        }

        private static Part part(Chunk chunk) {
            return new Part(chunk.start(), chunk.end(), chunk.location(), chunk.headings(), chunk.text());
        }

        private static Set<Hit> hits(List<ScoredChunk> found, Map<DocumentId, String> names) {
            return found.stream()
                    .map(hit -> new Hit(
                            names.getOrDefault(hit.chunk().document(), "?"),
                            hit.chunk().ordinal(),
                            hit.score()))
                    .collect(Collectors.toSet());
        }
    }
}
