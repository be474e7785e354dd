package io.mcpagent.application.document;

import static io.mcpagent.application.Machine.ROOT;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.aDocument;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.collectionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Counter;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.document.IndexRepair.Repaired;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexRepairTest {
    private final Machine machine = new Machine();
    private final Counter calls = new Counter();
    private final Platform platform = machine.start(ScriptedLlm.silent(), calls);

    @BeforeEach
    void fill() {
        machine.put("bees.md", "Bees make honey.\n\nBees sting.");
        machine.put("owls.md", "Owls hunt mice.");
        platform.sync();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void findsNothingToMendWhereNothingIsBroken() {
        assertThat(platform.repair().repair()).isEqualTo(new Repaired(0, 0));
    }

    @Test
    void restoresWhatIsMissingWithoutTheFilesOrTheModel() {
        var before = vectorHits();
        machine.index.delete(List.copyOf(machine.index.generations().keySet()));
        machine.files.removeRoot(ROOT);
        calls.forget();

        assertThat(platform.repair().repair()).isEqualTo(new Repaired(0, 2));

        assertThat(vectorHits()).isEqualTo(before);
        assertThat(calls.of("embedPassages")).isZero();
        assertThat(calls.of("FileStorePort.read")).isZero();
    }

    @Test
    void replacesAGenerationThatTheRecordsDoNotKnow() {
        var bees = platform.document("bees.md").id();
        var stale = aDocument(1, platform.document("bees.md").collection())
                .generation(9)
                .chunk(
                        "stale bees",
                        new HashedEmbeddings().embedPassages(List.of("stale")).getFirst())
                .build();
        machine.index.replace(List.of(new IndexedDocument(bees, 9, stale.language(), stale.chunks())));

        assertThat(platform.repair().repair()).isEqualTo(new Repaired(1, 1));
        assertThat(machine.index.generations())
                .isEqualTo(platform.documentPorts.documents().ready());
    }

    @Test
    void deletesWhatNoRecordKnows() {
        machine.index.replace(List.of(aDocument(7, collectionId(7))
                .chunk(
                        "ghost",
                        new HashedEmbeddings().embedPassages(List.of("ghost")).getFirst())
                .build()));

        assertThat(platform.repair().repair()).isEqualTo(new Repaired(1, 0));
        assertThat(machine.index.generations())
                .isEqualTo(platform.documentPorts.documents().ready());
    }

    private List<ScoredChunk> vectorHits() {
        SearchScope scope = platform.scopes.named(Platform.ADA, Set.of());
        var query =
                new HashedEmbeddings().embedQueries(List.of("bees and owls")).getFirst();
        return machine.index.byVector(query, scope, 100);
    }
}
