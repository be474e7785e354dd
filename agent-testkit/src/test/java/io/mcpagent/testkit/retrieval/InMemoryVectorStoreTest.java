package io.mcpagent.testkit.retrieval;

import io.mcpagent.domain.retrieval.VectorStorePort;

class InMemoryVectorStoreTest implements VectorStorePortContract {
    private final VectorStorePort store = new InMemoryVectorStore();

    @Override
    public VectorStorePort store() {
        return store;
    }
}
