package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.OpenCall;
import io.mcpagent.adapter.mcp.protocol.Step;
import java.time.Duration;

/** For how long a server is waited for, over all that is asked of it for one purpose. Used by one thread. */
public final class Patience {
    /** Progress is a sign of life; a server that tells of it for ever is not waited for for ever. */
    private static final int MOST_TIMES = 10;

    private final Duration silence;
    private final Duration whole;
    private final long begun = System.nanoTime();

    private Patience(Duration silence, Duration whole) {
        this.silence = silence;
        this.whole = whole;
    }

    /** Nothing may come for so long, and an answer has to come within ten times that. */
    public static Patience of(Duration silence) {
        return new Patience(silence, silence.multipliedBy(MOST_TIMES));
    }

    /** The answer has to come within that, whatever comes before it. */
    public static Patience inAll(Duration whole) {
        return new Patience(whole, whole);
    }

    /**
     * What comes next of a call, but for progress.
     *
     * @throws WireFailure {@code SILENT} when that takes too long
     */
    public Step next(OpenCall call) {
        while (true) {
            var left = whole.minusNanos(System.nanoTime() - begun);
            if (!left.isPositive()) throw WireFailure.neverDone(whole);
            var step = left.compareTo(silence) < 0 ? last(call, left) : call.next(silence);
            if (!(step instanceof Step.Progress)) return step;
        }
    }

    /** What ends it is the whole time, and no silence. */
    private Step last(OpenCall call, Duration left) {
        try {
            return call.next(left);
        } catch (WireFailure failure) {
            throw failure.kind() == WireFailure.Kind.SILENT ? WireFailure.neverDone(whole) : failure;
        }
    }
}
