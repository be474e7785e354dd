package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Asks a server once more that is busy, or whose connection broke, later each time and not for ever. One that was never reached is not asked again: its URL is wrong, or nobody is there.
 */
final class Retries {
    private static final int MOST = 5;
    /** Of a server that does not know itself what happened to it. */
    private static final String INTERNAL = "internal_error";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Pause pause;
    private boolean reached;

    Retries(Pause pause) {
        this.pause = pause;
    }

    /** Lets time go by. */
    interface Pause {
        /**
         * Returns when so much of it has gone by.
         *
         * @throws CancellationException when the thread is interrupted
         */
        void last(Duration time);
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Of what may be asked twice. */
    <T> T answer(Supplier<T> request) {
        var wait = FIRST_PAUSE;
        for (var asked = 1; ; asked++) {
            try {
                var answer = request.get();
                reached = true;
                return answer;
            } catch (LimitExceeded busy) {
                reached = true;
                if (asked == MOST || busy.retryAfter().compareTo(LONGEST_PAUSE) > 0) throw busy;
                pause.last(longer(busy.retryAfter(), wait));
            } catch (UpstreamFailure failure) {
                var later = failure.retryAfter().orElse(Duration.ZERO);
                var mayPass = reached && (failure.retryable() || failure.code().equals(INTERNAL));
                if (!mayPass || asked == MOST || later.compareTo(LONGEST_PAUSE) > 0) throw failure;
                pause.last(longer(later, wait));
            }
            wait = wait.multipliedBy(2);
        }
    }

    void last(Duration time) {
        pause.last(time);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
