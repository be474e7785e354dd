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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Works off the queue of documents until it is empty. */
final class IngestionRun {
    private final DocumentPorts ports;
    private final DocumentIngestion ingestion;
    private final IngestionSettings settings;
    private final LeaseKeeper leases;

    IngestionRun(DocumentPorts ports, DocumentIngestion ingestion, IngestionSettings settings, LeaseKeeper leases) {
        this.ports = ports;
        this.ingestion = ingestion;
        this.settings = settings;
        this.leases = leases;
    }

    /** How many documents a drain will meet, and how large their files are together. */
    record Expected(int documents, long bytes) {}

    /**
     * Returns when the queue is empty. An interrupt stops it between two documents, a failure as soon as each worker is
     * through with its own; what was prepared by then is kept, the rest stays queued.
     *
     * @param collections those that a queued document can belong to
     * @param expected for the progress
     */
    void drain(
            Map<CollectionId, DocumentCollection> collections,
            Expected expected,
            Consumer<IngestionProgress> progress) {
        var shift = new Shift(collections, new Progress(expected, progress));
        try {
            work(shift);
        } catch (RuntimeException | Error stopped) {
            shift.leave(stopped);
            throw stopped;
        }
        shift.batch.flush();
    }

    private void work(Shift shift) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < settings.workers(); i++) {
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
        private final Map<CollectionId, DocumentCollection> collections;
        private final Progress progress;
        private final IndexBatch batch = new IndexBatch(ports, leases);
        private final AtomicBoolean stopped = new AtomicBoolean();

        Shift(Map<CollectionId, DocumentCollection> collections, Progress progress) {
            this.collections = collections;
            this.progress = progress;
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
            var collection = document.flatMap(found -> Optional.ofNullable(collections.get(found.collection())));
            if (collection.isEmpty()) {
                leases.release(claim);
                ports.tasks().finish(claim);
                part.done();
                return;
            }
            switch (ingestion.prepare(document.orElseThrow(), collection.get(), part::chunks)) {
                case Outcome.Prepared(var indexed) -> batch.add(claim, indexed);
                case Outcome.Skipped(var reason) ->
                    leaveOut(claim, document.orElseThrow(), new Ingestion.Skipped(reason));
                case Outcome.Failed(var stage, var reason) ->
                    leaveOut(claim, document.orElseThrow(), new Ingestion.Failed(stage, reason));
            }
            part.done();
        }

        /** What an earlier generation had in the index goes too: the file no longer says that. */
        private void leaveOut(Claim claim, Document document, Ingestion ingestion) {
            ports.store().delete(List.of(document.id()));
            ports.transactions().write(() -> {
                if (!ports.tasks().heartbeat(claim)) return;
                ports.documents().replaceChunks(document.id(), List.of());
                ports.documents().save(List.of(document.with(ingestion)));
                ports.tasks().finish(claim);
            });
            leases.release(claim);
        }
    }
}
