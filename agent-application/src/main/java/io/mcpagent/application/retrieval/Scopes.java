package io.mcpagent.application.retrieval;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
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
    private final Authorization authorization;

    public Scopes(CollectionRepository collections, Authorization authorization) {
        this.collections = collections;
        this.authorization = authorization;
    }

    /**
     * All that the caller may read, or those of them that are named.
     *
     * @throws NotFound with code {@code collection_not_found} also for one that exists but that the caller may not read
     */
    public SearchScope named(Caller caller, Set<String> names) {
        var all = collections.all();
        var readable = readable(caller, all);
        for (var name : names) {
            if (readable.stream().noneMatch(collection -> collection.name().equals(name)))
                refuse(caller, name, all, readable);
        }
        return scope(readable.stream()
                .filter(collection -> names.isEmpty() || names.contains(collection.name()))
                .toList());
    }

    /** Those of the collections that still exist and the caller may still read. */
    public SearchScope of(Caller caller, Set<CollectionId> ids) {
        return scope(readable(caller, collections.all()).stream()
                .filter(collection -> ids.contains(collection.id()))
                .toList());
    }

    private List<DocumentCollection> readable(Caller caller, List<DocumentCollection> all) {
        return authorization.permitted(caller, Permission.READ, all, DocumentCollection::resource);
    }

    /** The names in the message are of those that the caller may read. */
    private void refuse(Caller caller, String name, List<DocumentCollection> all, List<DocumentCollection> readable) {
        var known = readable.stream().map(DocumentCollection::name).toList();
        var wanted = all.stream()
                .filter(collection -> collection.name().equals(name))
                .findAny();
        authorization.permitted(
                caller,
                Permission.READ,
                wanted,
                DocumentCollection::resource,
                () -> new NotFound(
                        "collection_not_found",
                        "There is no collection named %s. There is: %s."
                                .formatted(name, known.isEmpty() ? "none yet" : String.join(", ", known))));
    }

    private static SearchScope scope(List<DocumentCollection> collections) {
        return new SearchScope(
                collections.stream().collect(Collectors.toMap(DocumentCollection::id, DocumentCollection::language)));
    }
}
