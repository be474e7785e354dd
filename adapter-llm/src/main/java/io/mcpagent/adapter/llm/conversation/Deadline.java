package io.mcpagent.adapter.llm.conversation;

import io.mcpagent.adapter.llm.conversation.ProviderSettings.Limits;
import java.time.Duration;

/** The time limits of one call, from now on. Silence counts only while somebody waits for the other side. */
final class Deadline {
    private final Limits limits;
    private final long end;
    private volatile long due;

    Deadline(Limits limits) {
        this.limits = limits;
        this.end = System.nanoTime() + limits.whole().toNanos();
        this.due = end;
    }

    /** From here on the other side has its turn, for so long. */
    void waits() {
        var silence = System.nanoTime() + limits.silence().toNanos();
        due = silence - end < 0 ? silence : end;
    }

    /** It gave a sign of life. */
    void goesOn() {
        due = end;
    }

    /** When the call's time is up, as {@link System#nanoTime()}. */
    long due() {
        return due;
    }

    /** The limit that ran out when waiting was in vain. */
    Duration exceeded() {
        return isOver() ? limits.whole() : limits.silence();
    }

    boolean isDue() {
        return System.nanoTime() - due >= 0;
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
