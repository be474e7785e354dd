package io.mcpagent.application.document;

import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a linked collection follow its files. */
final class FolderSync {
    private final DocumentPorts ports;
    private final LinkedCollections linked;
    private final IngestionRun ingestion;
    private final IdSource ids;

    FolderSync(DocumentPorts ports, LinkedCollections linked, IngestionRun ingestion, IdSource ids) {
        this.ports = ports;
        this.linked = linked;
        this.ingestion = ingestion;
        this.ids = ids;
    }

    SyncReport sync(Caller caller, SyncRequest request, Consumer<IngestionProgress> progress) {
        var collection = linked.of(caller, request);
        var known = ports.documents().inCollection(collection.id());
        var listing = listed(request, known);
        var plan = SyncPlan.of(known, listing);
        if (plan.losesMostOf(known) && !request.prune()) throw pruneNeeded(request, plan, known);
        var queued = queue(collection, plan, known);
        if (!plan.vanished().isEmpty())
            ports.store().delete(plan.vanished().stream().map(Document::id).toList());
        ingestion.drain(collectionsById(), queued, progress);
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

    /** One commit: whoever is killed behind it finds the queue as it was. */
    private int queue(DocumentCollection collection, SyncPlan plan, List<Document> known) {
        var fresh = Stream.concat(
                        plan.added().stream().map(file -> added(collection, file)),
                        plan.changed().stream()
                                .map(changed -> changed.document()
                                        .requeued(changed.file().stamp())))
                .toList();
        var vanished = plan.vanished().stream().map(Document::id).toList();
        var superseded = Stream.concat(
                        vanished.stream(),
                        plan.changed().stream()
                                .map(changed -> changed.document().id()))
                .map(DocumentId::value)
                .toList();
        ports.transactions().write(() -> {
            ports.collections().save(collection);
            ports.tasks().cancel(TaskKind.INGEST_DOCUMENT, superseded);
            ports.documents().delete(vanished);
            ports.documents().save(fresh);
            ports.tasks().enqueue(fresh.stream().map(this::task).toList());
        });
        var interrupted = known.stream().filter(FolderSync::isUnderway).count()
                - plan.changed().stream()
                        .filter(changed -> isUnderway(changed.document()))
                        .count();
        return fresh.size() + (int) interrupted;
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

    private Task task(Document document) {
        return new Task(
                new TaskId(ids.next()), TaskKind.INGEST_DOCUMENT, document.id().value());
    }

    private static boolean isUnderway(Document document) {
        return document.ingestion() instanceof Ingestion.Queued || document.ingestion() instanceof Ingestion.Chunked;
    }

    private Map<CollectionId, DocumentCollection> collectionsById() {
        return ports.collections().all().stream()
                .collect(Collectors.toMap(DocumentCollection::id, Function.identity()));
    }

    private SyncReport report(DocumentCollection collection, FileListing listing, SyncPlan plan, int queued) {
        var documents = ports.documents().inCollection(collection.id());
        var notListed = listing.problems().stream().map(problem -> new FileNote(problem.name(), problem.reason()));
        return new SyncReport(
                collection,
                queued,
                documents.size() - queued,
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
