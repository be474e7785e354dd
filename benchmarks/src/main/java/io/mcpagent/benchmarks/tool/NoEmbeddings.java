package io.mcpagent.benchmarks.tool;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import java.util.List;

/** A model that can't be had. */
final class NoEmbeddings implements EmbeddingPort {
    @Override
    public List<Embedding> embedQueries(List<String> texts) {
        throw away();
    }

    @Override
    public List<Embedding> embedPassages(List<String> texts) {
        throw away();
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        throw away();
    }

    @Override
    public EmbeddingModel model() {
        throw away();
    }

    private static UpstreamFailure away() {
        return new UpstreamFailure("embedding_failed", "There is no model.", true);
    }
}
