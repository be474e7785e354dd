package io.mcpagent.application.document;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.failure.NotFound;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Documents as far as a caller may do something with the collection that each is in. */
final class ReachableDocuments {
    private final DocumentPorts ports;
    private final ReachableCollections collections;

    ReachableDocuments(DocumentPorts ports, ReachableCollections collections) {
        this.ports = ports;
        this.collections = collections;
    }

    /** A document and where it lies. */
    record Placed(Document document, DocumentCollection collection) {}

    /**
     * The one of an id, for an action.
     *
     * @throws NotFound with code {@code document_not_found} where the caller may not even read it
     */
    Placed document(Caller caller, Permission action, DocumentId id) {
        return placed(
                caller,
                action,
                find(id),
                () -> new NotFound("document_not_found", "There is no document with the id " + id.value() + "."));
    }

    /**
     * The one of a name, for an action.
     *
     * @throws NotFound with code {@code collection_not_found} or {@code document_not_found}
     */
    Placed document(Caller caller, Permission action, String collection, String name) {
        var home = collections.collection(caller, action, collection);
        return ports.uploaded()
                .named(home.id(), name)
                .map(document -> new Placed(document, home))
                .orElseThrow(() -> new NotFound(
                        "document_not_found", "The collection %s has no document %s.".formatted(collection, name)));
    }

    /** The one of an id as it is now, without a word about why it can't be had. */
    Optional<Document> readable(Caller caller, DocumentId id) {
        var readable = collections.readable(caller).stream()
                .map(DocumentCollection::id)
                .toList();
        return find(id).filter(document -> readable.contains(document.collection()));
    }

    private Optional<Document> find(DocumentId id) {
        return ports.documents().find(Set.of(id)).stream().findAny();
    }

    private Placed placed(Caller caller, Permission action, Optional<Document> document, Supplier<NotFound> missing) {
        var found = document.orElseThrow(missing);
        return new Placed(found, collections.home(caller, action, found, missing));
    }
}
