package io.mcpagent.bootstrap;

import io.mcpagent.adapter.llm.EmbeddingSettings;
import io.mcpagent.adapter.llm.LocalEmbeddings;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import java.util.List;
import java.util.Optional;

/** Loads the model when somebody first needs it: a listing of documents should not pay for it. */
final class LazyEmbeddings implements EmbeddingPort, AutoCloseable {
    private final EmbeddingSettings settings;
    private final EmbeddingModel model;
    private Optional<LocalEmbeddings> opened = Optional.empty();
    private boolean closed;

    LazyEmbeddings(EmbeddingSettings settings) {
        this.settings = settings;
        this.model = LocalEmbeddings.describe(settings);
    }

    /** Begins to load it in the background. */
    void prepare() {
        opened();
    }

    private synchronized LocalEmbeddings opened() {
        if (closed) throw new IllegalStateException("the platform is closed");
        var known = opened.orElseGet(() -> LocalEmbeddings.open(settings));
        opened = Optional.of(known);
        return known;
    }

    @Override
    public List<Embedding> embedQueries(List<String> texts) {
        return opened().embedQueries(texts);
    }

    @Override
    public List<Embedding> embedPassages(List<String> texts) {
        return opened().embedPassages(texts);
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return opened().tokens(text);
    }

    @Override
    public EmbeddingModel model() {
        return model;
    }

    @Override
    public synchronized void close() {
        closed = true;
        opened.ifPresent(LocalEmbeddings::close);
        opened = Optional.empty();
    }
}
