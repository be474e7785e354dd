package io.mcpagent.adapter.vector;

import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.testkit.retrieval.VectorStorePortContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorStoreTest implements VectorStorePortContract {
    @TempDir
    Path directory;

    private LuceneVectors vectors;

    @BeforeEach
    void open() {
        vectors = LuceneVectors.open(new VectorSettings(directory.resolve("index"), "test-model", DIMENSION));
    }

    @AfterEach
    void close() {
        vectors.close();
    }

    @Override
    public VectorStorePort store() {
        return vectors.store();
    }
}
