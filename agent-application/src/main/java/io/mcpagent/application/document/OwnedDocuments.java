package io.mcpagent.application.document;

import io.mcpagent.domain.access.AccessPolicy;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.failure.NotFound;
import java.util.List;
import java.util.Set;

/** Collections and documents as far as a caller may see them; what belongs to somebody else is not there. */
final class OwnedDocuments {
    private final DocumentPorts ports;

    OwnedDocuments(DocumentPorts ports) {
        this.ports = ports;
    }

    /** A document and where it lies. */
    record Owned(Document document, DocumentCollection collection) {}

    List<DocumentCollection> collections(Caller caller) {
        return ports.collections().all().stream()
                .filter(collection -> AccessPolicy.allows(caller, collection.owner()))
                .toList();
    }

    /** @throws NotFound with code {@code collection_not_found} */
    DocumentCollection collection(Caller caller, String name) {
        return collections(caller).stream()
                .filter(collection -> collection.name().equals(name))
                .findAny()
                .orElseThrow(() -> new NotFound("collection_not_found", "There is no collection named " + name + "."));
    }

    /** @throws NotFound with code {@code document_not_found} */
    Owned document(Caller caller, DocumentId id) {
        return ports.documents().find(Set.of(id)).stream()
                .flatMap(document -> collections(caller).stream()
                        .filter(collection -> collection.id().equals(document.collection()))
                        .map(collection -> new Owned(document, collection)))
                .findAny()
                .orElseThrow(() ->
                        new NotFound("document_not_found", "There is no document with the id " + id.value() + "."));
    }

    /** @throws NotFound with code {@code collection_not_found} or {@code document_not_found} */
    Owned document(Caller caller, String collection, String name) {
        var home = collection(caller, collection);
        return ports.uploaded()
                .named(home.id(), name)
                .map(document -> new Owned(document, home))
                .orElseThrow(() -> new NotFound(
                        "document_not_found", "The collection %s has no document %s.".formatted(collection, name)));
    }
}
