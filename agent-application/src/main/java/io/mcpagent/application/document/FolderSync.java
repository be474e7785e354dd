package io.mcpagent.application.document;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.document.IngestionRun.Expected;
import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.document.FileStorePort.FileListing;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes a linked collection follow its files. */
final class FolderSync {
    private final DocumentPorts ports;
    private final LinkedCollections linked;
    private final IngestionRun ingestion;
    private final int workers;
    private final IdSource ids;
    /** A second sync would meet half of what the first one does; it waits, and finds the rest. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    FolderSync(DocumentPorts ports, LinkedCollections linked, IngestionRun ingestion, int workers, IdSource ids) {
        this.ports = ports;
        this.linked = linked;
        this.ingestion = ingestion;
        this.workers = workers;
        this.ids = ids;
    }

    SyncReport sync(Caller caller, SyncRequest request, Consumer<IngestionProgress> progress) {
        try {
            oneAtATime.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the ingestion was interrupted before it began");
        }
        try {
            return follow(caller, request, progress);
        } finally {
            oneAtATime.unlock();
        }
    }

    private SyncReport follow(Caller caller, SyncRequest request, Consumer<IngestionProgress> progress) {
        var collection = linked.of(caller, request);
        var known = ports.documents().inCollection(collection.id());
        var listing = listed(request, known);
        var plan = SyncPlan.of(known, listing);
        if (plan.losesMostOf(known) && !request.prune()) throw pruneNeeded(request, plan, known);
        var queued = queue(caller, collection, plan, known);
        if (!plan.vanished().isEmpty())
            ports.store().delete(plan.vanished().stream().map(Document::id).toList());
        var bytes = sizes(ports.documents().find(queued));
        ingestion.drain(workers, new Expected(queued.size(), bytes), progress);
        awaitOthers(queued);
        return report(collection, listing, plan, queued);
    }

    /** A root that vanished is an empty one, where the caller says so; the rest decides whether that may be. */
    private FileListing listed(SyncRequest request, List<Document> known) {
        try {
            return ports.files().list(request.root());
        } catch (NotFound vanished) {
            if (known.isEmpty()) throw vanished;
            return new FileListing(List.of(), List.of());
        }
    }

    private static Conflict pruneNeeded(SyncRequest request, SyncPlan plan, List<Document> known) {
        return new Conflict(
                "prune_needed",
                "%s: %d of %d files are gone. If that is meant, run it again with --prune; nothing was changed."
                        .formatted(request.root(), plan.vanished().size(), known.size()));
    }

    /**
     * One commit: whoever is killed behind it finds the queue as it was. What an earlier sync left unfinished is queued
     * anew, so that it does not wait for a lease that nobody works under.
     *
     * @return the documents that are to be worked on
     */
    private Set<DocumentId> queue(Caller caller, DocumentCollection collection, SyncPlan plan, List<Document> known) {
        var fresh = Stream.concat(
                        plan.added().stream().map(file -> added(collection, file)),
                        plan.changed().stream()
                                .map(changed -> changed.document()
                                        .requeued(changed.file().stamp())))
                .toList();
        var vanished = plan.vanished().stream().map(Document::id).toList();
        var queued = new LinkedHashSet<DocumentId>();
        known.stream().filter(FolderSync::isUnderway).map(Document::id).forEach(queued::add);
        fresh.stream().map(Document::id).forEach(queued::add);
        queued.removeAll(vanished);
        var superseded = Stream.concat(vanished.stream(), queued.stream())
                .map(DocumentId::value)
                .toList();
        ports.transactions().write(() -> {
            tell(caller, collection, plan);
            ports.collections().save(collection);
            ports.tasks().cancel(TaskKind.INGEST_DOCUMENT, superseded);
            ports.documents().delete(vanished);
            ports.documents().save(fresh);
            ports.tasks().enqueue(queued.stream().map(this::task).toList());
        });
        return queued;
    }

    /** One entry for all that a sync found changed, and none where that is nothing. */
    private void tell(Caller caller, DocumentCollection collection, SyncPlan plan) {
        var resource = Audited.collection(collection.id());
        var isNew =
                ports.collections().all().stream().noneMatch(known -> known.id().equals(collection.id()));
        if (isNew) ports.trail().done(caller, Audited.COLLECTION_LINKED, resource);
        if (!plan.isEmpty()) ports.trail().done(caller, Audited.COLLECTION_SYNCED, resource);
    }

    /** A worker in the background, or another process, may have some of them in hand still, or have let go of them. */
    private void awaitOthers(Set<DocumentId> queued) {
        try {
            while (ports.documents().find(queued).stream().anyMatch(FolderSync::isUnderway)) {
                Thread.sleep(IngestionNews.LOOK_AGAIN);
                ingestion.drain(workers, Expected.NOTHING, progress -> {});
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the ingestion was interrupted; it resumes where it stopped");
        }
    }

    private static long sizes(List<Document> documents) {
        return documents.stream().mapToLong(document -> document.stamp().size()).sum();
    }

    private Document added(DocumentCollection collection, FileEntry file) {
        return new Document(
                new DocumentId(ids.next()),
                collection.id(),
                file.name(),
                file.stamp(),
                1,
                Optional.empty(),
                new Ingestion.Queued());
    }

    private Task task(DocumentId document) {
        return new Task(new TaskId(ids.next()), TaskKind.INGEST_DOCUMENT, document.value());
    }

    private static boolean isUnderway(Document document) {
        return document.ingestion() instanceof Ingestion.Queued || document.ingestion() instanceof Ingestion.Chunked;
    }

    private static boolean isFound(Document document) {
        return document.ingestion() instanceof Ingestion.Ready;
    }

    private SyncReport report(
            DocumentCollection collection, FileListing listing, SyncPlan plan, Set<DocumentId> queued) {
        var documents = ports.documents().inCollection(collection.id());
        var notListed = listing.problems().stream().map(problem -> new FileNote(problem.name(), problem.reason()));
        return new SyncReport(
                collection,
                (int) documents.stream()
                        .filter(document -> queued.contains(document.id()) && isFound(document))
                        .count(),
                (int) documents.stream()
                        .filter(document -> !queued.contains(document.id()))
                        .count(),
                plan.vanished().size(),
                documents.stream()
                        .mapToLong(document -> document.ingestion() instanceof Ingestion.Ready(var chunks) ? chunks : 0)
                        .sum(),
                documents.stream().flatMap(FolderSync::skipped).toList(),
                Stream.concat(notListed, documents.stream().flatMap(FolderSync::failed))
                        .toList());
    }

    private static Stream<FileNote> skipped(Document document) {
        return document.ingestion() instanceof Ingestion.Skipped(var reason)
                ? Stream.of(new FileNote(document.name(), reason))
                : Stream.empty();
    }

    private static Stream<FileNote> failed(Document document) {
        return document.ingestion() instanceof Ingestion.Failed(var stage, var reason)
                ? Stream.of(new FileNote(document.name(), reason))
                : Stream.empty();
    }
}
