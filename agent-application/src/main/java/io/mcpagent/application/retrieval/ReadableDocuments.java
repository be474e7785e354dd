package io.mcpagent.application.retrieval;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.DocumentRepository;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller may read at this moment, of what somebody was once shown. What is gone, nobody may. */
public final class ReadableDocuments {
    private final Scopes scopes;
    private final DocumentRepository documents;

    public ReadableDocuments(Scopes scopes, DocumentRepository documents) {
        this.scopes = scopes;
        this.documents = documents;
    }

    public Set<DocumentId> of(Caller caller, Set<DocumentId> ids) {
        if (ids.isEmpty()) return Set.of();
        var found = documents.find(ids);
        var homes = found.stream().map(Document::collection).collect(Collectors.toSet());
        var readable = scopes.of(caller, homes).ids();
        return found.stream()
                .filter(document -> readable.contains(document.collection()))
                .map(Document::id)
                .collect(Collectors.toSet());
    }

    /** Whether that is all of them. */
    public boolean allOf(Caller caller, Set<CollectionId> collections) {
        return scopes.of(caller, collections).ids().equals(collections);
    }
}
