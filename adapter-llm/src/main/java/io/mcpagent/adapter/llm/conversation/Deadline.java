package io.mcpagent.adapter.llm.conversation;

import io.mcpagent.adapter.llm.conversation.ProviderSettings.Limits;
import java.time.Duration;

/** The time limits of one call, from now on. */
final class Deadline {
    private final Limits limits;
    private final long end;

    Deadline(Limits limits) {
        this.limits = limits;
        this.end = System.nanoTime() + limits.whole().toNanos();
    }

    /** How long to wait for the next sign of life; zero when the call's time is up. */
    long nanos() {
        return Math.max(0, Math.min(limits.silence().toNanos(), end - System.nanoTime()));
    }

    /** The limit that ran out when waiting was in vain. */
    Duration exceeded() {
        return isOver() ? limits.whole() : limits.silence();
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
