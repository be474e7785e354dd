package io.mcpagent.application.document;

import static io.mcpagent.application.Platform.ADA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.KillSwitch;
import io.mcpagent.application.KillSwitch.Killed;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UploadIsKilledTest {
    private static final int MORE_THAN_IT_CALLS = 200;
    /** Each text under each of its names at one time or another. */
    private static final Map<String, Set<String>> POSSIBLE = Map.of(
            "kept.md", Set.of("Bees make honey."),
            "replaced.md", Set.of("Owls hunt at night.", "Foxes hunt at night."),
            "deleted.md", Set.of("Bees make honey."),
            "new.md", Set.of("Badgers dig."));

    @Test
    @Timeout(60)
    void whereverItIsKilledEachDocumentHasItsBytesAndNoBytesAreLeftOver() {
        for (var fatal = 1; fatal < MORE_THAN_IT_CALLS; fatal++) {
            var machine = new Machine();
            prepare(machine);
            if (!isKilledAt(fatal, machine)) {
                assertThat(fatal).as("calls of ports").isGreaterThan(20);
                assertThat(afterRestart(machine)).containsOnlyKeys("kept.md", "replaced.md", "new.md");
                return;
            }
            assertThat(afterRestart(machine)).as("killed at call " + fatal).containsKeys("kept.md", "replaced.md");
        }
        throw new AssertionError("it never ended");
    }

    private static void prepare(Machine machine) {
        try (var platform = machine.start()) {
            platform.documents.createCollection(ADA, "papers", Optional.empty());
            upload(platform, "kept.md", "Bees make honey.");
            upload(platform, "deleted.md", "Bees make honey.");
            upload(platform, "replaced.md", "Owls hunt at night.");
            ingest(platform);
        }
    }

    private static boolean isKilledAt(int fatal, Machine machine) {
        var kill = new KillSwitch(fatal);
        try (var platform = machine.start(ScriptedLlm.silent(), kill)) {
            upload(platform, "replaced.md", "Foxes hunt at night.");
            platform.documents.deleteDocument(ADA, "papers", "deleted.md");
            upload(platform, "new.md", "Badgers dig.");
        } catch (Killed expected) {
            assertThat(kill.wentOff()).isTrue();
        }
        return kill.wentOff();
    }

    private static Map<String, Document> afterRestart(Machine machine) {
        machine.letLeasesRunOut();
        try (var platform = machine.start()) {
            platform.repair().repair();
            var documents = ingest(platform);
            assertThat(machine.uploads.stored())
                    .isEqualTo(documents.stream()
                            .flatMap(document -> document.contentHash().stream())
                            .collect(Collectors.toSet()));
            assertThat(machine.index.generations())
                    .isEqualTo(platform.documentPorts.documents().ready())
                    .hasSameSizeAs(documents);
            assertThat(platform.documentPorts.tasks().claim(TaskKind.INGEST_DOCUMENT))
                    .isEmpty();
            for (var document : documents) {
                assertThat(POSSIBLE.get(document.name()))
                        .contains(platform.documents
                                .chunks(ADA, document.id())
                                .getFirst()
                                .text());
            }
            return documents.stream().collect(Collectors.toMap(Document::name, Function.identity()));
        }
    }

    /** Until all are through, and what nobody refers to is removed. */
    private static List<Document> ingest(Platform platform) {
        var worker = platform.documents.ingestInBackground(trouble -> {
            throw new AssertionError(trouble);
        });
        try {
            var through = new ArrayList<Document>();
            for (var document : platform.documents.documents(ADA, "papers")) {
                platform.documents.follow(ADA, document.id(), change -> {
                    if (change.ingestion() instanceof Ingestion.Ready) through.add(change);
                });
            }
            return through;
        } finally {
            worker.close();
        }
    }

    private static void upload(Platform platform, String name, String text) {
        platform.documents.upload(ADA, "papers", name, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
