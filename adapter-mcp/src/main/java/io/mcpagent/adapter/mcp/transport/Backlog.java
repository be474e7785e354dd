package io.mcpagent.adapter.mcp.transport;

import java.util.concurrent.atomic.AtomicLong;

/** What one server has sent that nobody has read yet, over all requests, in bytes of memory. For use by many threads. */
final class Backlog {
    private final AtomicLong waiting = new AtomicLong();

    /** Whether it still fits, and counts from now on. */
    boolean takes(long weight) {
        if (waiting.addAndGet(weight) <= Limits.BACKLOG) return true;
        waiting.addAndGet(-weight);
        return false;
    }

    void release(long weight) {
        waiting.addAndGet(-weight);
    }
}
