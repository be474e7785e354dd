package io.mcpagent.benchmarks.llm;

import io.mcpagent.adapter.llm.EmbeddingSettings;
import io.mcpagent.adapter.llm.LocalEmbeddings;
import java.nio.file.Path;

/** The default model as the product runs it; the argument is the folder that it is unpacked to. */
public final class OurEmbedding {
    private OurEmbedding() {}

    public static void main(String[] args) {
        try (var embeddings = LocalEmbeddings.open(EmbeddingSettings.in(Path.of(args[0])))) {
            EmbeddingRate.print(embeddings::embedPassages);
        }
    }
}
