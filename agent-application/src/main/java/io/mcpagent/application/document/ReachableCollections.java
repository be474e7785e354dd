package io.mcpagent.application.document;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.failure.NotFound;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collections as far as a caller may do something with them. */
final class ReachableCollections {
    private final CollectionRepository collections;
    private final Authorization authorization;

    ReachableCollections(CollectionRepository collections, Authorization authorization) {
        this.collections = collections;
        this.authorization = authorization;
    }

    List<DocumentCollection> readable(Caller caller) {
        return authorization.permitted(caller, Permission.READ, collections.all(), DocumentCollection::resource);
    }

    /**
     * The one of a name, for an action.
     *
     * @throws NotFound with code {@code collection_not_found} where the caller may not even read it
     */
    DocumentCollection collection(Caller caller, Permission action, String name) {
        return authorization.permitted(caller, action, named(name), DocumentCollection::resource, missing(name));
    }

    /**
     * The same for what its owner alone may do.
     *
     * @throws NotFound with code {@code collection_not_found}
     */
    DocumentCollection owned(Caller caller, String name) {
        return authorization.owned(caller, Permission.WRITE, named(name), DocumentCollection::resource, missing(name));
    }

    /** The one that a document is in, for an action. */
    DocumentCollection home(Caller caller, Permission action, Document document, Supplier<NotFound> missing) {
        var home = collections.all().stream()
                .filter(collection -> collection.id().equals(document.collection()))
                .findAny();
        return authorization.permitted(caller, action, home, DocumentCollection::resource, missing);
    }

    private Optional<DocumentCollection> named(String name) {
        return collections.all().stream()
                .filter(collection -> collection.name().equals(name))
                .findAny();
    }

    private static Supplier<NotFound> missing(String name) {
        return () -> new NotFound("collection_not_found", "There is no collection named " + name + ".");
    }
}
