package io.mcpagent.adapter.vector;

import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.testkit.retrieval.VectorStoreLeakContract;
import io.mcpagent.testkit.retrieval.VectorStorePortContract;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.lucene.store.ByteBuffersDirectory;

class LuceneVectorStoreLeakTest implements VectorStoreLeakContract {
    private LuceneVectors vectors;

    @BeforeProperty
    void open() {
        var settings = new VectorSettings(Path.of("."), "test-model", VectorStorePortContract.DIMENSION);
        vectors = LuceneVectors.open(settings, path -> new ByteBuffersDirectory(), false);
    }

    @AfterProperty
    void close() {
        vectors.close();
    }

    @Override
    public VectorStorePort store() {
        return vectors.store();
    }
}
