package io.mcpagent.adapter.mcp.server.offer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells those who listen that what is offered changed. Safe for use by many threads. */
public final class Changes {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    /** What changed. */
    public sealed interface Change {
        record Tools() implements Change {}

        record Prompts() implements Change {}

        record Resources() implements Change {}

        /** The contents of one. */
        record Updated(String uri) implements Change {}
    }

    /** Ends the listening. */
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    public void announce(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    /**
     * Listens from now on.
     *
     * @param listener called on the thread of whoever announces, which it must not hold up
     */
    public Listening listen(Consumer<Change> listener) {
        // Of two that are equal each is its own.
        Consumer<Change> own = change -> listener.accept(change);
        listeners.add(own);
        return () -> listeners.remove(own);
    }
}
