package io.mcpagent.application.document;

import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.AccessPolicy;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.task.TaskKind;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Documents and the collections that hold them. */
public final class DocumentService {
    private final DocumentPorts ports;
    private final FolderSync sync;

    private DocumentService(DocumentPorts ports, FolderSync sync) {
        this.ports = ports;
        this.sync = sync;
    }

    public static DocumentService over(
            DocumentPorts ports, IngestionSettings settings, LeaseKeeper leases, IdSource ids, InstantSource clock) {
        var ingestion = new DocumentIngestion(ports, new Chunker(ports.embeddings(), settings));
        var run = new IngestionRun(ports, ingestion, settings, leases);
        return new DocumentService(
                ports, new FolderSync(ports, new LinkedCollections(ports.collections(), ids, clock), run, ids));
    }

    /**
     * Takes a folder or file in and follows what changed in it; returns when all of it is through. Only files whose size
     * or time changed are read. Also finishes what an interrupted sync left.
     *
     * @param progress told now and then, from any thread, one call at a time
     * @throws io.mcpagent.domain.failure.Conflict with code {@code prune_needed} when most files are gone,
     *     {@code collection_name_taken}, {@code root_linked_already} or {@code collection_language_fixed}; nothing was
     *     changed then
     */
    public SyncReport sync(Caller caller, SyncRequest request, Consumer<IngestionProgress> progress) {
        return sync.sync(caller, request, progress);
    }

    public List<DocumentCollection> collections(Caller caller) {
        return ports.collections().all().stream()
                .filter(collection -> AccessPolicy.allows(caller, collection.owner()))
                .toList();
    }

    /** By name. */
    public List<Document> documents(Caller caller, String collection) {
        return ports.documents().inCollection(owned(caller, collection).id());
    }

    /**
     * Forgets a document; the file stays where it is and comes back with the next sync of its folder.
     *
     * @throws NotFound with code {@code collection_not_found} or {@code document_not_found}
     */
    public void deleteDocument(Caller caller, String collection, String name) {
        var document = documents(caller, collection).stream()
                .filter(found -> found.name().equals(name))
                .findAny()
                .orElseThrow(() -> new NotFound(
                        "document_not_found", "The collection %s has no document %s.".formatted(collection, name)));
        forget(List.of(document.id()));
    }

    /** Forgets a collection and its documents; the files stay where they are. */
    public void deleteCollection(Caller caller, String name) {
        var collection = owned(caller, name);
        var ids = ports.documents().inCollection(collection.id()).stream()
                .map(Document::id)
                .toList();
        ports.transactions().write(() -> {
            ports.tasks()
                    .cancel(
                            TaskKind.INGEST_DOCUMENT,
                            ids.stream().map(DocumentId::value).toList());
            ports.collections().delete(collection.id());
        });
        ports.store().delete(ids);
    }

    private void forget(List<DocumentId> ids) {
        ports.transactions().write(() -> {
            ports.tasks()
                    .cancel(
                            TaskKind.INGEST_DOCUMENT,
                            ids.stream().map(DocumentId::value).toList());
            ports.documents().delete(ids);
        });
        ports.store().delete(ids);
    }

    private DocumentCollection owned(Caller caller, String name) {
        return collections(caller).stream()
                .filter(collection -> collection.name().equals(name))
                .findAny()
                .orElseThrow(() -> new NotFound("collection_not_found", "There is no collection named " + name + "."));
    }
}
