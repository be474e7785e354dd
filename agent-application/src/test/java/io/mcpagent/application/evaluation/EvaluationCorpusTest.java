package io.mcpagent.application.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.testkit.document.FileStorePortContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationCorpusTest implements FileStorePortContract {
    private final Map<String, byte[]> contents = new HashMap<>();

    @Override
    public FileStorePort files() {
        return new EvaluationCorpus(contents);
    }

    @Override
    public Path root() {
        return EvaluationCorpus.ROOT;
    }

    @Override
    public void put(String name, byte[] content) {
        contents.put(name, content);
    }

    @Override
    public void remove(String name) {
        contents.remove(name);
    }

    @Test
    void writesTheTitleAsAHeading() {
        var set = new EvaluationSet(
                "two",
                List.of(new SetDocument("7", "A title", "A text."), new SetDocument("8", " ", "Another.")),
                List.of(),
                Map.of(),
                Map.of());

        var corpus = new EvaluationCorpus(set);

        assertThat(corpus.read(EvaluationCorpus.ROOT, "7.md"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("# A title\n\nA text.");
        assertThat(corpus.read(EvaluationCorpus.ROOT, "8.md"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("Another.");
        assertThat(EvaluationCorpus.documentId("7.md")).isEqualTo("7");
    }
}
