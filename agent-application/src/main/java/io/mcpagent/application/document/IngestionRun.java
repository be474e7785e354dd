package io.mcpagent.application.document;

import io.mcpagent.application.document.DocumentIngestion.Outcome;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Works off the queue of documents until it is empty. */
final class IngestionRun {
    private final DocumentPorts ports;
    private final DocumentIngestion ingestion;
    private final LeaseKeeper leases;
    private final IngestionNews news;
    /** Several drains may be under way; of what they have of the same document, the older must not go in last. */
    private final Lock indexing = new ReentrantLock();

    IngestionRun(DocumentPorts ports, DocumentIngestion ingestion, LeaseKeeper leases, IngestionNews news) {
        this.ports = ports;
        this.ingestion = ingestion;
        this.leases = leases;
        this.news = news;
    }

    /** How many documents a drain will meet, and how large their files are together. */
    record Expected(int documents, long bytes) {
        static final Expected NOTHING = new Expected(0, 0);
    }

    /**
     * Returns when the queue is empty. An interrupt stops it between two documents, a failure as soon as each worker is
     * through with its own; what was prepared by then is kept, the rest stays queued.
     *
     * @param workers how many documents are worked on at once
     * @param expected for the progress
     * @param progress what it throws stops the drain, within a document when that is large
     */
    void drain(int workers, Expected expected, Consumer<IngestionProgress> progress) {
        drain(workers, expected, progress, new Extractions());
    }

    /** @param extractions for whoever can't wait for a long one: ended, it stops the drain as an interrupt does */
    void drain(int workers, Expected expected, Consumer<IngestionProgress> progress, Extractions extractions) {
        var shift = new Shift(new Progress(expected, progress), extractions);
        try {
            work(shift, workers);
        } catch (RuntimeException | Error stopped) {
            shift.leave(stopped);
            throw stopped;
        }
        shift.batch.flush();
    }

    private void work(Shift shift, int workers) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < workers; i++) {
                running.add(executor.submit(shift::work));
            }
            try {
                for (var worker : running) worker.get();
            } catch (InterruptedException interrupted) {
                executor.shutdownNow();
                throw new CancellationException("the ingestion was interrupted; it resumes where it stopped");
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException failure) throw failure;
                if (failed.getCause() instanceof Error error) throw error;
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    /** What the workers of one drain share. */
    private final class Shift {
        private final Map<CollectionId, DocumentCollection> collections = new ConcurrentHashMap<>();
        private final Progress progress;
        private final Extractions extractions;
        private final IndexBatch batch = new IndexBatch(ports, leases, news, indexing);
        private final AtomicBoolean stopped = new AtomicBoolean();

        Shift(Progress progress, Extractions extractions) {
            this.progress = progress;
            this.extractions = extractions;
        }

        void work() {
            try {
                while (!stopped.get() && !Thread.currentThread().isInterrupted()) {
                    var claim = ports.tasks().claim(TaskKind.INGEST_DOCUMENT);
                    if (claim.isEmpty()) return;
                    take(claim.get());
                }
            } catch (RuntimeException | Error failure) {
                stopped.set(true);
                throw failure;
            }
        }

        private void take(Claim claim) {
            leases.hold(claim);
            try {
                ingest(claim);
            } catch (RuntimeException | Error failure) {
                // Nobody works on it any more: its lease has to run out, or the document would be stuck.
                leases.release(claim);
                throw failure;
            }
        }

        /** The end of a shift that was cut short; what is prepared is worth a commit, where one is possible. */
        void leave(Throwable why) {
            try {
                if (!(why instanceof Error)) batch.flush();
            } catch (RuntimeException alsoFailed) {
                why.addSuppressed(alsoFailed);
            } finally {
                batch.abandon();
                if (why instanceof CancellationException) Thread.currentThread().interrupt();
            }
        }

        private void ingest(Claim claim) {
            var id = new DocumentId(claim.task().subject());
            var document = ports.documents().find(Set.of(id)).stream().findAny();
            var part = progress.part(document.map(found -> found.stamp().size()).orElse(0L));
            var collection = document.flatMap(found -> collection(found.collection()));
            if (collection.isEmpty()) {
                leases.release(claim);
                ports.tasks().finish(claim);
                part.done();
                return;
            }
            switch (ingestion.prepare(claim, document.orElseThrow(), collection.get(), extractions, part::chunks)) {
                case Outcome.Prepared(var indexed) -> batch.add(claim, indexed);
                case Outcome.Skipped(var reason) ->
                    leaveOut(claim, document.orElseThrow(), new Ingestion.Skipped(reason));
                case Outcome.Failed(var stage, var reason) ->
                    leaveOut(claim, document.orElseThrow(), new Ingestion.Failed(stage, reason));
                case Outcome.Superseded superseded -> leases.release(claim);
            }
            part.done();
        }

        /** One that was made since the shift began is looked up when its first document comes. */
        private Optional<DocumentCollection> collection(CollectionId id) {
            if (!collections.containsKey(id))
                ports.collections().all().forEach(found -> collections.put(found.id(), found));
            return Optional.ofNullable(collections.get(id));
        }

        /** What an earlier generation had in the index goes too: the file no longer says that. */
        private void leaveOut(Claim claim, Document document, Ingestion ingestion) {
            indexing.lock();
            try {
                if (ports.tasks().heartbeat(claim)) {
                    ports.store().delete(List.of(document.id()));
                    ports.transactions().write(() -> markLeftOut(claim, document.with(ingestion)));
                }
            } finally {
                indexing.unlock();
            }
            leases.release(claim);
            news.changed(document.id());
        }

        private void markLeftOut(Claim claim, Document document) {
            if (!ports.tasks().heartbeat(claim)) return;
            ports.documents().replaceChunks(document.id(), List.of());
            ports.documents().save(List.of(document));
            ports.tasks().finish(claim);
        }
    }
}
