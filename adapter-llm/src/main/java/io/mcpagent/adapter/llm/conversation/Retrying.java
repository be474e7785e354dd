package io.mcpagent.adapter.llm.conversation;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmDelta;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmReply;
import io.mcpagent.domain.llm.LlmRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Asks again when a failure may pass, as long as nothing of a reply was delivered. Waits as long as the other side asked
 * for, and where that is too long gives up at once; an interrupt ends the waiting.
 */
final class Retrying implements LlmPort {
    private static final int ATTEMPTS = 4;
    /** Whoever sends twice what is no reply will go on to. */
    private static final int ATTEMPTS_AT_NONSENSE = 2;

    private static final String NONSENSE = "model_reply_malformed";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LlmPort model;
    private final Pause pause;
    private final RandomGenerator random;

    @FunctionalInterface
    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    Retrying(LlmPort model, Pause pause, RandomGenerator random) {
        this.model = model;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public LlmReply generate(LlmRequest request, Consumer<? super LlmDelta> deltas) {
        var delivered = new AtomicBoolean();
        for (var attempt = 1; ; attempt++) {
            try {
                return model.generate(request, delta -> {
                    delivered.set(true);
                    deltas.accept(delta);
                });
            } catch (UpstreamFailure failure) {
                if (delivered.get()) throw failure;
                wait(pauseAfter(failure, attempt).orElseThrow(() -> failure));
            }
        }
    }

    /** Empty when it is not to be tried again. */
    private Optional<Duration> pauseAfter(UpstreamFailure failure, int attempt) {
        var most = failure.code().equals(NONSENSE) ? ATTEMPTS_AT_NONSENSE : ATTEMPTS;
        if (!failure.retryable() || attempt == most) return Optional.empty();
        return Optional.of(failure.retryAfter().orElseGet(() -> backoff(attempt)))
                .filter(time -> time.compareTo(LONGEST_PAUSE) <= 0);
    }

    /** Doubled each time, and spread over its upper half, so that many callers do not come back at once. */
    private Duration backoff(int attempt) {
        var most = FIRST_PAUSE.multipliedBy(1L << (attempt - 1)).toMillis();
        return Duration.ofMillis(random.nextLong(most / 2, most + 1));
    }

    private void wait(Duration time) {
        try {
            pause.last(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting to ask the model again");
        }
    }

    @Override
    public String model() {
        return model.model();
    }
}
