package io.mcpagent.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, closed in reverse order, each once. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T later(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes all; what fails then is added to what went wrong before. */
    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** Closes all, also when one fails; the first failure is thrown and carries the others. */
    @Override
    public synchronized void close() {
        RuntimeException first = new IllegalStateException();
        var failed = false;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (failed) first.addSuppressed(e);
                else first = e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
                failed = true;
            }
        }
        if (failed) throw first;
    }
}
