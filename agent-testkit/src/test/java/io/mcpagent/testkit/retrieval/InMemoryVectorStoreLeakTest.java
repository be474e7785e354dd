package io.mcpagent.testkit.retrieval;

import io.mcpagent.domain.retrieval.VectorStorePort;

class InMemoryVectorStoreLeakTest implements VectorStoreLeakContract {
    private final VectorStorePort store = new InMemoryVectorStore();

    @Override
    public VectorStorePort store() {
        return store;
    }
}
