package io.mcpagent.testkit.llm;

import io.mcpagent.domain.llm.EmbeddingPort;

class HashedEmbeddingsTest implements EmbeddingPortContract {
    @Override
    public EmbeddingPort embeddings() {
        return new HashedEmbeddings();
    }
}
