package io.mcpagent.adapter.llm;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Something that is being opened on a thread of its own. */
final class Opening<T extends Opening.Native> implements AutoCloseable {
    private final FutureTask<T> task;
    private final Thread thread;

    Opening(String name, Callable<T> open) {
        task = new FutureTask<>(open);
        thread = Thread.ofPlatform().name(name).daemon().start(task);
    }

    /** Waits until it is open. Throws what opening threw, each time. */
    T get() {
        return Waiting.result(task);
    }

    /** Closes what was opened; what failed to open has nothing to close, and its failure was for the callers. */
    @Override
    public void close() {
        settle();
        if (task.state() == Future.State.SUCCESS) task.resultNow().close();
    }

    /** Waits until it is open or has failed to. */
    void settle() {
        Waiting.uninterrupted(thread::join);
    }

    /** Memory outside the heap. Freed once, when nothing uses it any more. */
    interface Native extends AutoCloseable {
        @Override
        void close();
    }
}
