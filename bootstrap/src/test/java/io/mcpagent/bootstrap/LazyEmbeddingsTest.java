package io.mcpagent.bootstrap;

import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.testkit.llm.EmbeddingPortContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class LazyEmbeddingsTest implements EmbeddingPortContract {
    private final LazyEmbeddings embeddings =
            new LazyEmbeddings(TestSettings.in(Path.of("target", "unused")).embedding());

    @Override
    public EmbeddingPort embeddings() {
        return embeddings;
    }

    @AfterEach
    void close() {
        embeddings.close();
    }
}
