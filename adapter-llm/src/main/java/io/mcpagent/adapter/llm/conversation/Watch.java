package io.mcpagent.adapter.llm.conversation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends calls whose time is up. Their limits are long and hardly ever reached, so that a timer for each wait would be set
 * in vain: one thread looks at all calls when the first of them may be due, and is woken only by one that is due before.
 */
final class Watch implements AutoCloseable {
    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(60);

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofVirtual().name("model-watch").unstarted(this::look);
    /** When it looks next, as {@link System#nanoTime()}. */
    private volatile long next = never();

    private volatile boolean isClosed;

    /** A call, which other threads wait in. */
    interface Watched {
        /** As {@link System#nanoTime()}. */
        long due();

        /** Called on another thread when it is due, or nothing is to go on; once or more. */
        void end();
    }

    private Watch() {}

    static Watch start() {
        var watch = new Watch();
        watch.thread.start();
        return watch;
    }

    /** Ended at once when this is closed. */
    void add(Watched call) {
        all.add(call);
        if (isClosed) call.end();
    }

    /** To be called when it is due earlier than before. */
    void hurry(Watched call) {
        if (call.due() - next < 0) LockSupport.unpark(thread);
    }

    void remove(Watched call) {
        all.remove(call);
    }

    private void look() {
        while (!isClosed) {
            // Whoever hurries while it looks may come too late to be seen: so each is looked at once more.
            next = never();
            next = first();
            LockSupport.parkNanos(this, next - System.nanoTime());
        }
    }

    private long first() {
        var now = System.nanoTime();
        var first = now + LONGEST_REST;
        for (var call : all) {
            var due = call.due();
            if (due - now <= 0) call.end();
            else if (due - first < 0) first = due;
        }
        return first;
    }

    private static long never() {
        return System.nanoTime() + Long.MAX_VALUE / 2;
    }

    /** Ends all, and whoever comes later. */
    @Override
    public void close() {
        isClosed = true;
        all.forEach(Watched::end);
        thread.interrupt();
    }
}
