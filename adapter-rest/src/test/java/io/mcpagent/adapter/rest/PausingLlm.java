package io.mcpagent.adapter.rest;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A model that quotes; where a test holds it up, it says a word and waits before it answers. */
final class PausingLlm implements LlmPort {
    static final String FIRST_WORD = "Well: ";

    private final LlmPort quoting =
            ScriptedLlm.answering(request -> request.passages().isEmpty()
                    ? "I found nothing."
                    : request.passages().getFirst().text().strip() + " [1]");
    private final LinkedBlockingQueue<Boolean> permits = new LinkedBlockingQueue<>();
    private volatile boolean pauses;
    private volatile Optional<UpstreamFailure> failure = Optional.empty();

    void pauses() {
        pauses = true;
    }

    /** From now on again. */
    void goesOn() {
        pauses = false;
    }

    /** From now on. */
    void fails(UpstreamFailure reason) {
        failure = Optional.of(reason);
    }

    void goOn() {
        permits.add(true);
    }

    @Override
    public String model() {
        return "pausing";
    }

    @Override
    public LlmReply generate(LlmRequest request, Consumer<? super LlmDelta> deltas) {
        failure.ifPresent(reason -> {
            throw reason;
        });
        if (!pauses) return quoting.generate(request, deltas);
        deltas.accept(new LlmDelta(FIRST_WORD));
        try {
            permits.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        var reply = quoting.generate(request, deltas);
        return new LlmReply(FIRST_WORD + reply.text(), reply.calls(), reply.usage());
    }
}
