package io.mcpagent.adapter.rest;

import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.TokenSpan;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A model that a test can hold up in the middle of a search. */
final class PausingEmbeddings implements EmbeddingPort {
    private final EmbeddingPort model = new HashedEmbeddings();
    private final AtomicReference<Optional<Pause>> next = new AtomicReference<>(Optional.empty());

    record Pause(CountDownLatch begun, CountDownLatch goOn) {}

    Pause pauseNext() {
        var pause = new Pause(new CountDownLatch(1), new CountDownLatch(1));
        next.set(Optional.of(pause));
        return pause;
    }

    @Override
    public List<Embedding> embedQueries(List<String> texts) {
        next.getAndSet(Optional.empty()).ifPresent(pause -> {
            pause.begun().countDown();
            try {
                pause.goOn().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return model.embedQueries(texts);
    }

    @Override
    public List<Embedding> embedPassages(List<String> texts) {
        return model.embedPassages(texts);
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return model.tokens(text);
    }

    @Override
    public EmbeddingModel model() {
        return model.model();
    }
}
