package io.mcpagent.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.llm.EmbeddingPort;
import java.nio.file.Path;
import java.util.List;

/** The real models, unpacked beside the test classes, and what is true of each. */
final class Models {
    private Models() {}

    static LocalEmbeddings open(String model) {
        return LocalEmbeddings.open(new EmbeddingSettings(model, 2, Path.of("target", "models")));
    }

    static void ranksByMeaning(EmbeddingPort embeddings) {
        var question = embeddings
                .embedQueries(List.of("What is the capital city of France?"))
                .getFirst();
        var passages = embeddings.embedPassages(List.of(
                "Paris is the seat of the French government and the country's largest city.",
                "French wine is made in Bordeaux, Burgundy and Champagne.",
                "Photosynthesis turns sunlight, water and carbon dioxide into sugar."));

        assertThat(question.dot(passages.get(0))).isGreaterThan(question.dot(passages.get(1)) + .1);
        assertThat(question.dot(passages.get(1))).isGreaterThan(question.dot(passages.get(2)) + .1);
    }
}
