package io.mcpagent.application.retrieval;

import io.mcpagent.domain.access.AccessPolicy;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.retrieval.SearchScope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which collections a caller's search may look into. */
public final class Scopes {
    private final CollectionRepository collections;

    public Scopes(CollectionRepository collections) {
        this.collections = collections;
    }

    /**
     * All that the caller may read, or those of them that are named.
     *
     * @throws NotFound with code {@code collection_not_found} also for one that exists but is not the caller's
     */
    public SearchScope named(Caller caller, Set<String> names) {
        var readable = readable(caller);
        var known = readable.stream().map(DocumentCollection::name).toList();
        for (var name : names) {
            if (!known.contains(name))
                throw new NotFound(
                        "collection_not_found",
                        "There is no collection named %s. There is: %s."
                                .formatted(name, known.isEmpty() ? "none yet" : String.join(", ", known)));
        }
        return scope(readable.stream()
                .filter(collection -> names.isEmpty() || names.contains(collection.name()))
                .toList());
    }

    /** Those of the collections that still exist and the caller may still read. */
    public SearchScope of(Caller caller, Set<CollectionId> ids) {
        return scope(readable(caller).stream()
                .filter(collection -> ids.contains(collection.id()))
                .toList());
    }

    private List<DocumentCollection> readable(Caller caller) {
        return collections.all().stream()
                .filter(collection -> AccessPolicy.allows(caller, collection.owner()))
                .toList();
    }

    private static SearchScope scope(List<DocumentCollection> collections) {
        return new SearchScope(
                collections.stream().collect(Collectors.toMap(DocumentCollection::id, DocumentCollection::language)));
    }
}
