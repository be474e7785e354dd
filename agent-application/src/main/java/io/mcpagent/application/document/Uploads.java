package io.mcpagent.application.document;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.idempotency.Made;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.UploadStorePort.Received;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.llm.TextHash;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Documents whose bytes are kept. Bytes come before the record that refers to them and go after it, so that whoever is
 * killed in between leaves bytes that nobody refers to, which {@link #sweep} finds, and never a record without them.
 */
final class Uploads {
    private final DocumentPorts ports;
    private final IngestionQueue queue;
    private final IdSource ids;
    private final InstantSource clock;
    private final Idempotency idempotency;
    /** Between a look at who refers to bytes, and their end, nobody may begin to refer to them. */
    private final ReentrantLock turn = new ReentrantLock();

    Uploads(DocumentPorts ports, IngestionQueue queue, IdSource ids, InstantSource clock, Idempotency idempotency) {
        this.ports = ports;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
        this.idempotency = idempotency;
    }

    DocumentCollection createCollection(Caller caller, String name, Optional<Language> language) {
        Names.checkCollection(name);
        var collection = new DocumentCollection(
                new CollectionId(ids.next()),
                caller.user(),
                name,
                Optional.empty(),
                language.orElse(Language.ENGLISH),
                clock.instant());
        ports.transactions().write(() -> {
            ports.collections().save(collection);
            ports.trail().done(caller, Audited.COLLECTION_CREATED, Audited.collection(collection.id()));
        });
        return collection;
    }

    /** What became of an upload. */
    private record Taken(Document document, boolean isNew, Set<TextHash> replaced) {}

    Document take(Caller caller, DocumentCollection collection, String name, InputStream content) {
        Names.checkDocument(name);
        checkTakes(collection);
        var received = ports.uploads().receive(content);
        try {
            var taken =
                    kept(received, () -> ports.transactions().write(() -> record(caller, collection, name, received)));
            told(taken);
            return taken.document();
        } finally {
            ports.uploads().drop(received);
        }
    }

    /** Bytes whose key was used before come to nothing, also where the document has others meanwhile, or is gone. */
    String takeOnce(
            Caller caller, DocumentCollection collection, KeyedUpload upload, Function<Document, String> answer) {
        Names.checkDocument(upload.name());
        checkTakes(collection);
        var received = ports.uploads().receive(upload.content());
        try {
            var request = upload.request(caller, collection, received.hash());
            var before = idempotency.earlier(request);
            if (before.isPresent()) return before.get();
            var once = kept(
                    received,
                    () -> idempotency.once(request, () -> {
                        var taken = record(caller, collection, upload.name(), received);
                        return new Made<>(taken, answer.apply(taken.document()));
                    }));
            once.made().ifPresentOrElse(this::told, () -> discard(Set.of(received.hash())));
            return once.answer();
        } finally {
            ports.uploads().drop(received);
        }
    }

    /** @throws Conflict with code {@code collection_is_linked} */
    static void checkTakes(DocumentCollection collection) {
        if (collection.isLinked())
            throw new Conflict(
                    "collection_is_linked",
                    "The collection %s follows %s. Put the file there and ingest it again, or upload it to a collection of its own."
                            .formatted(collection.name(), collection.root().orElseThrow()));
    }

    private void told(Taken taken) {
        if (taken.isNew()) queue.tell(taken.document().id());
        discard(taken.replaced());
    }

    private <T> T kept(Received received, Supplier<T> recorded) {
        turn.lock();
        try {
            ports.uploads().keep(received);
            return recorded.get();
        } catch (RuntimeException failure) {
            undo(received, failure);
            throw failure;
        } finally {
            turn.unlock();
        }
    }

    private void undo(Received received, RuntimeException failure) {
        try {
            discard(Set.of(received.hash()));
        } catch (RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private Taken record(Caller caller, DocumentCollection collection, String name, Received received) {
        var before = ports.uploaded().named(collection.id(), name);
        var hash = Optional.of(received.hash());
        if (before.isPresent() && before.get().contentHash().equals(hash))
            return new Taken(before.get(), false, Set.of());
        var stamp = new FileStamp(received.size(), clock.instant());
        var document = before.map(known -> known.requeued(stamp).with(received.hash()))
                .orElseGet(() -> new Document(
                        new DocumentId(ids.next()), collection.id(), name, stamp, 1, hash, new Ingestion.Queued()));
        queue.enqueue(document);
        ports.trail()
                .done(
                        caller,
                        before.isPresent() ? Audited.DOCUMENT_REPLACED : Audited.DOCUMENT_UPLOADED,
                        Audited.document(document.id()));
        return new Taken(
                document,
                true,
                before.flatMap(Document::contentHash).map(Set::of).orElse(Set.of()));
    }

    /** Removes bytes, unless documents refer to them; after the commit in which one no longer does. */
    void discard(Set<TextHash> contents) {
        if (contents.isEmpty()) return;
        turn.lock();
        try {
            var unused = new HashSet<>(contents);
            unused.removeAll(ports.uploaded().inUse(contents));
            if (!unused.isEmpty()) ports.uploads().delete(unused);
        } finally {
            turn.unlock();
        }
    }

    /** Removes what processes that were killed left. */
    void sweep() {
        ports.uploads().removeLeftovers();
        var orphans = new HashSet<>(ports.uploads().stored());
        if (!orphans.isEmpty()) orphans.removeAll(ports.uploaded().inUse(orphans));
        discard(orphans);
    }
}
