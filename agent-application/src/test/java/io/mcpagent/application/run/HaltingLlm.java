package io.mcpagent.application.run;

import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.llm.TokenUsage;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A model that halts in the middle of what it says, until it is let go on. */
final class HaltingLlm implements LlmPort {
    private final String before;
    private final String after;
    private final CountDownLatch halted = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    HaltingLlm(String before, String after) {
        this.before = before;
        this.after = after;
    }

    void awaitHalt() throws InterruptedException {
        halted.await();
    }

    void goOn() {
        goOn.countDown();
    }

    @Override
    public LlmReply generate(LlmRequest request, Consumer<? super LlmDelta> deltas) {
        deltas.accept(new LlmDelta(before));
        halted.countDown();
        try {
            goOn.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        deltas.accept(new LlmDelta(after));
        return new LlmReply(before + after, List.of(), new TokenUsage(1, 1));
    }

    @Override
    public String model() {
        return "halting";
    }
}
