package io.mcpagent.adapter.llm;

import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.testkit.llm.EmbeddingPortContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BgeSmallTest implements EmbeddingPortContract {
    private static final LocalEmbeddings EMBEDDINGS = Models.open("bge-small-en-v1.5");

    @AfterAll
    static void close() {
        EMBEDDINGS.close();
    }

    @Override
    public EmbeddingPort embeddings() {
        return EMBEDDINGS;
    }

    @Test
    void ranksByMeaning() {
        Models.ranksByMeaning(EMBEDDINGS);
    }
}
