package io.mcpagent.adapter.vector;

import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.testkit.retrieval.VectorStoreLeakContract;
import io.mcpagent.testkit.retrieval.VectorStorePortContract;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AfterProperty;
import org.apache.lucene.store.ByteBuffersDirectory;

class LuceneVectorStoreLeakTest implements VectorStoreLeakContract {
    private final LuceneVectors vectors = LuceneVectors.open(
            new VectorSettings(Path.of("."), "test-model", VectorStorePortContract.DIMENSION),
            path -> new ByteBuffersDirectory(),
            false);

    @AfterProperty
    void close() {
        vectors.close();
    }

    @Override
    public VectorStorePort store() {
        return vectors.store();
    }
}
