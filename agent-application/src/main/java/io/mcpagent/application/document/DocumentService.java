package io.mcpagent.application.document;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Documents and the collections that hold them. A collection either follows a folder ({@link #sync}) or is uploaded to
 * ({@link #upload}). What the caller may not read is not found: what belongs to somebody else who has not granted it.
 */
public final class DocumentService {
    private final Authorization authorization;
    private final ReachableCollections collections;
    private final ReachableDocuments documents;
    private final FolderSync sync;
    private final Uploads uploads;
    private final DocumentUpkeep upkeep;
    private final Background background;

    private DocumentService(
            DocumentPorts ports,
            Authorization authorization,
            FolderSync sync,
            Uploads uploads,
            DocumentUpkeep upkeep,
            Background background) {
        this.authorization = authorization;
        this.collections = new ReachableCollections(ports.collections(), authorization);
        this.documents = new ReachableDocuments(ports, collections);
        this.sync = sync;
        this.uploads = uploads;
        this.upkeep = upkeep;
        this.background = background;
    }

    private interface Background {
        IngestionWorker start(Consumer<? super Throwable> trouble);
    }

    public static DocumentService over(
            DocumentPorts ports,
            Authorization authorization,
            IngestionSettings settings,
            LeaseKeeper leases,
            IdSource ids,
            InstantSource clock,
            Idempotency idempotency) {
        var news = new IngestionNews();
        var ingestion = new DocumentIngestion(ports, new Chunker(ports.embeddings(), settings), news);
        var run = new IngestionRun(ports, ingestion, leases, news);
        var linked = new LinkedCollections(ports.collections(), ids, clock);
        var queue = new IngestionQueue(ports, news, ids);
        var uploads = new Uploads(ports, queue, ids, clock, idempotency);
        return new DocumentService(
                ports,
                authorization,
                new FolderSync(ports, linked, run, settings.workers(), ids),
                uploads,
                new DocumentUpkeep(ports, authorization, uploads, queue, news),
                trouble -> IngestionWorker.start(run, settings.workers(), news, uploads::sweep, trouble));
    }

    /**
     * Takes a folder or file in and follows what changed in it; returns when all of it is through. Only files whose size
     * or time changed are read. Also finishes what an interrupted sync left.
     *
     * @param progress told now and then, from any thread, one call at a time
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code collection_name_invalid}
     * @throws io.mcpagent.domain.failure.Conflict with code {@code prune_needed} when most files are gone,
     *     {@code collection_name_taken}, {@code root_linked_already} or {@code collection_language_fixed}; nothing was
     *     changed then
     */
    public SyncReport sync(Caller caller, SyncRequest request, Consumer<IngestionProgress> progress) {
        authorization.require(caller, Permission.WRITE);
        return sync.sync(caller, request, progress);
    }

    /**
     * Takes in what is queued, in the background, until what is returned is closed; without it an upload waits for the
     * next {@link #sync}. Begins with what earlier processes left.
     *
     * @param trouble told, from any thread, what keeps it from working; it tries again, later each time
     */
    public IngestionWorker ingestInBackground(Consumer<? super Throwable> trouble) {
        return background.start(trouble);
    }

    /**
     * Makes a collection for uploads.
     *
     * @param language that of its documents; English when empty
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code collection_name_invalid}
     * @throws io.mcpagent.domain.failure.Conflict with code {@code collection_name_taken}, by whomever
     */
    public DocumentCollection createCollection(Caller caller, String name, Optional<Language> language) {
        authorization.require(caller, Permission.WRITE);
        return uploads.createCollection(caller, name, language);
    }

    /** By name. */
    public List<DocumentCollection> collections(Caller caller) {
        authorization.require(caller, Permission.READ);
        return collections.readable(caller);
    }

    /**
     * The one of a name.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}
     */
    public DocumentCollection collection(Caller caller, String name) {
        return collections.collection(caller, Permission.READ, name);
    }

    /**
     * Forgets a collection and its documents; its owner alone may. The files of a linked one stay where they are, what was uploaded goes.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}
     */
    public void deleteCollection(Caller caller, String name) {
        deleteCollection(caller, name, Expected.anything());
    }

    /**
     * The same of one that is as expected.
     *
     * @throws io.mcpagent.domain.failure.Conflict also with code {@code precondition_failed}
     */
    public void deleteCollection(Caller caller, String name, Expected<DocumentCollection> expected) {
        authorization.require(caller, Permission.WRITE);
        upkeep.forget(caller, collections.owned(caller, name), expected);
    }

    /**
     * Keeps what a stream yields, and queues it. Under a name that the collection has, other bytes replace the document,
     * which can be found as it was until the new ones are through; the same bytes change nothing. The stream is read as
     * fast as the disk takes it, and not closed.
     *
     * @param name a relative path with {@code /}, of at most 255 characters
     * @return the document as it is now; durable
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code document_name_invalid}, {@code file_too_large},
     *     or {@code upload_broken} when the stream fails
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}
     * @throws io.mcpagent.domain.failure.Conflict with code {@code collection_is_linked}
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code disk_full} or {@code disk_unusable}; nothing is
     *     left then
     */
    public Document upload(Caller caller, String collection, String name, InputStream content) {
        authorization.require(caller, Permission.WRITE);
        return uploads.take(caller, collections.collection(caller, Permission.WRITE, collection), name, content);
    }

    /**
     * Refuses what {@link #upload} would refuse whatever is uploaded, so that nobody sends what can't be taken.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}
     * @throws io.mcpagent.domain.failure.Conflict with code {@code collection_is_linked}
     */
    public void checkUpload(Caller caller, String collection) {
        authorization.require(caller, Permission.WRITE);
        Uploads.checkTakes(collections.collection(caller, Permission.WRITE, collection));
    }

    /**
     * The same once: with a key that was used already nothing changes.
     *
     * @param answer made of the document
     * @return the answer that was made first
     * @throws io.mcpagent.domain.failure.Conflict also with code {@code idempotency_key_reused}, where collection, name or
     *     bytes are others
     */
    public String upload(Caller caller, KeyedUpload upload, Function<Document, String> answer) {
        authorization.require(caller, Permission.WRITE);
        var collection = collections.collection(caller, Permission.WRITE, upload.collection());
        return uploads.takeOnce(caller, collection, upload, answer);
    }

    /**
     * By name.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}
     */
    public List<Document> documents(Caller caller, String collection) {
        return upkeep.in(collections.collection(caller, Permission.READ, collection));
    }

    /**
     * The one of an id.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code document_not_found}
     */
    public Document document(Caller caller, DocumentId id) {
        return documents.document(caller, Permission.READ, id).document();
    }

    /**
     * What is indexed of a document, in its order; nothing while it was not cut yet.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code document_not_found}
     */
    public List<Chunk> chunks(Caller caller, DocumentId id) {
        return upkeep.chunks(documents.document(caller, Permission.READ, id).document());
    }

    /**
     * The bytes: of an upload those that were uploaded, of a linked file those that it has now.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code document_not_found}, or {@code file_vanished}
     * @throws io.mcpagent.domain.failure.InvalidRequest for a linked file that can't be read, as the sync would say
     */
    public DocumentContent content(Caller caller, DocumentId id) {
        return upkeep.content(documents.document(caller, Permission.READ, id));
    }

    /**
     * Queues a document that failed once more.
     *
     * @return it, queued
     * @throws io.mcpagent.domain.failure.NotFound with code {@code document_not_found}
     * @throws io.mcpagent.domain.failure.Conflict with code {@code document_not_failed}
     */
    public Document retry(Caller caller, DocumentId id) {
        authorization.require(caller, Permission.WRITE);
        return upkeep.retry(caller, documents.document(caller, Permission.WRITE, id));
    }

    /**
     * Hands over the document as it is, and again whenever its state changes, until it is ready, skipped or failed, or
     * deleted, or may no longer be read; returns then. A state that lasts for an instant may be left out. An interrupt ends it with a
     * {@link java.util.concurrent.CancellationException}, and what {@code changes} throws ends it too.
     *
     * @param changes called on this thread
     * @throws io.mcpagent.domain.failure.NotFound with code {@code document_not_found} when it is not there to begin with
     */
    public void follow(Caller caller, DocumentId id, Consumer<? super Document> changes) {
        documents.document(caller, Permission.READ, id);
        upkeep.follow(() -> documents.readable(caller, id), id, changes);
    }

    /**
     * Forgets a document. What was uploaded goes; a linked file stays where it is and comes back with the next sync.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code document_not_found}
     */
    public void delete(Caller caller, DocumentId id) {
        delete(caller, id, Expected.anything());
    }

    /**
     * The same of one that is as expected.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code precondition_failed}
     */
    public void delete(Caller caller, DocumentId id, Expected<Document> expected) {
        authorization.require(caller, Permission.WRITE);
        upkeep.forget(caller, documents.document(caller, Permission.WRITE, id), expected);
    }

    /**
     * The same by name.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found} or {@code document_not_found}
     */
    public void deleteDocument(Caller caller, String collection, String name) {
        authorization.require(caller, Permission.WRITE);
        upkeep.forget(caller, documents.document(caller, Permission.WRITE, collection, name), Expected.anything());
    }
}
