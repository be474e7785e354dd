package io.mcpagent.application.document;

import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.document.ReachableDocuments.Placed;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.task.TaskKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is done with documents that are there: shown, followed, tried again and forgotten. Forgetting begins with the
 * records; what the index and the store of uploads have goes after that commit.
 */
final class DocumentUpkeep {
    private final DocumentPorts ports;
    private final Authorization authorization;
    private final Uploads uploads;
    private final IngestionQueue queue;
    private final IngestionNews news;

    DocumentUpkeep(
            DocumentPorts ports,
            Authorization authorization,
            Uploads uploads,
            IngestionQueue queue,
            IngestionNews news) {
        this.ports = ports;
        this.authorization = authorization;
        this.uploads = uploads;
        this.queue = queue;
        this.news = news;
    }

    List<Document> in(DocumentCollection collection) {
        return ports.documents().inCollection(collection.id());
    }

    List<Chunk> chunks(Document document) {
        return ports.documents().chunks(document.id());
    }

    DocumentContent content(Placed placed) {
        return new DocumentBytes(ports).open(placed.document(), placed.collection());
    }

    void follow(Supplier<Optional<Document>> document, DocumentId id, Consumer<? super Document> changes) {
        new DocumentTail(news).follow(document, id, changes);
    }

    Document retry(Caller caller, Placed placed) {
        var id = placed.document().id();
        var queued = ports.transactions().write(() -> {
            var found = ports.documents().find(Set.of(id)).stream()
                    .findAny()
                    .orElseThrow(() -> new NotFound("document_not_found", "It was deleted meanwhile."));
            var again = again(found, placed.collection());
            queue.enqueue(again);
            ports.trail().done(caller, Audited.DOCUMENT_RETRIED, Audited.document(id));
            return again;
        });
        queue.tell(id);
        return queued;
    }

    /** A file may have changed since; what was uploaded is what it was. */
    private static Document again(Document failed, DocumentCollection collection) {
        if (!(failed.ingestion() instanceof Ingestion.Failed))
            throw new Conflict(
                    "document_not_failed",
                    "%s did not fail, so there is nothing to try again.".formatted(failed.name()));
        return collection.isLinked() ? failed.requeued(failed.stamp()) : failed.with(new Ingestion.Queued());
    }

    void forget(Caller caller, Placed placed, Expected<Document> expected) {
        var id = placed.document().id();
        clear(placed.collection(), ports.transactions().write(() -> {
            cancel(List.of(id));
            // As it was when it went: an upload may have replaced its bytes meanwhile.
            var gone = ports.documents().delete(List.of(id));
            expected.require(gone.stream().findAny());
            if (!gone.isEmpty()) ports.trail().done(caller, Audited.DOCUMENT_DELETED, Audited.document(id));
            return gone;
        }));
    }

    void forget(Caller caller, DocumentCollection collection, Expected<DocumentCollection> expected) {
        clear(collection, ports.transactions().write(() -> {
            var found = in(collection);
            cancel(ids(found));
            var gone = ports.collections().delete(collection.id());
            expected.require(gone);
            authorization.forget(collection.resource().id());
            if (gone.isPresent())
                ports.trail().done(caller, Audited.COLLECTION_DELETED, Audited.collection(collection.id()));
            return found;
        }));
    }

    private void cancel(List<DocumentId> documents) {
        ports.tasks()
                .cancel(
                        TaskKind.INGEST_DOCUMENT,
                        documents.stream().map(DocumentId::value).toList());
    }

    private void clear(DocumentCollection collection, List<Document> gone) {
        ports.store().delete(ids(gone));
        gone.forEach(document -> news.changed(document.id()));
        if (collection.isLinked()) return;
        uploads.discard(gone.stream()
                .flatMap(document -> document.contentHash().stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static List<DocumentId> ids(List<Document> documents) {
        return documents.stream().map(Document::id).toList();
    }
}
