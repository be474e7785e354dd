package io.mcpagent.application.document;

import io.mcpagent.domain.document.DocumentId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes those of this process who wait for a document to change, or for one to be queued. */
final class IngestionNews {
    /** What happens in other processes nobody tells; who waits looks again after that long. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Map<Optional<DocumentId>, Set<Listener>> listeners = new ConcurrentHashMap<>();

    void changed(DocumentId document) {
        tell(Optional.of(document));
    }

    void queued() {
        tell(Optional.empty());
    }

    private void tell(Optional<DocumentId> subject) {
        listeners.getOrDefault(subject, Set.of()).forEach(listener -> listener.heard.release());
    }

    /** Hears all that is told from now on, also between two calls of {@code await}. */
    Listener onChange(DocumentId document) {
        return listen(Optional.of(document));
    }

    Listener onQueued() {
        return listen(Optional.empty());
    }

    private Listener listen(Optional<DocumentId> subject) {
        var listener = new Listener(subject);
        listeners.compute(subject, (key, others) -> {
            var all = others == null ? ConcurrentHashMap.<Listener>newKeySet() : others;
            all.add(listener);
            return all;
        });
        return listener;
    }

    /** For one thread. */
    final class Listener implements AutoCloseable {
        private final Optional<DocumentId> subject;
        private final Semaphore heard = new Semaphore(0);

        private Listener(Optional<DocumentId> subject) {
            this.subject = subject;
        }

        /** Returns at once when something was told since the last call. */
        void await(Duration atMost) throws InterruptedException {
            if (heard.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) heard.drainPermits();
        }

        @Override
        public void close() {
            listeners.computeIfPresent(subject, (key, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
