package io.mcpagent.adapter.mcp.server.http;

import io.mcpagent.domain.access.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** How much each caller may have under way at once. Safe for use by many threads. */
final class Turns {
    private final int mostOfUser;
    private final Map<String, Integer> taken = new HashMap<>();

    Turns(int mostOfUser) {
        this.mostOfUser = mostOfUser;
    }

    /** Given back once; again does nothing. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty when the caller has as many as there may be. */
    synchronized Optional<Turn> take(Caller caller) {
        var user = caller.user().value();
        if (taken.getOrDefault(user, 0) >= mostOfUser) return Optional.empty();
        taken.merge(user, 1, Integer::sum);
        var isOver = new AtomicBoolean();
        return Optional.of(() -> {
            if (!isOver.getAndSet(true)) giveBack(user);
        });
    }

    private synchronized void giveBack(String user) {
        taken.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
    }
}
