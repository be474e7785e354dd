package io.mcpagent.application.document;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.Conflict;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Which collection follows which folder: one per root path. */
final class LinkedCollections {
    private final CollectionRepository collections;
    private final IdSource ids;
    private final InstantSource clock;

    LinkedCollections(CollectionRepository collections, IdSource ids, InstantSource clock) {
        this.collections = collections;
        this.ids = ids;
        this.clock = clock;
    }

    /** The collection of a root as it is, or a new one that is not saved yet. */
    DocumentCollection of(Caller caller, SyncRequest request) {
        var all = collections.all();
        return all.stream()
                .filter(collection -> collection.root().equals(Optional.of(request.root()))
                        && collection.owner().equals(caller.user()))
                .findAny()
                .map(existing -> unchanged(existing, request))
                .orElseGet(() -> created(caller, request, all));
    }

    private static DocumentCollection unchanged(DocumentCollection existing, SyncRequest request) {
        request.collection().filter(name -> !name.equals(existing.name())).ifPresent(name -> {
            throw new Conflict(
                    "root_linked_already",
                    "%s is followed by the collection %s already. Leave the name out, or delete that collection first."
                            .formatted(request.root(), existing.name()));
        });
        request.language()
                .filter(language -> !language.equals(existing.language()))
                .ifPresent(language -> {
                    throw new Conflict(
                            "collection_language_fixed",
                            "The collection %s is in language %s. To change it, delete the collection and ingest %s again."
                                    .formatted(
                                            existing.name(), existing.language().tag(), request.root()));
                });
        return existing;
    }

    private DocumentCollection created(Caller caller, SyncRequest request, List<DocumentCollection> all) {
        request.collection().ifPresent(Names::checkCollection);
        var taken = all.stream().map(DocumentCollection::name).toList();
        request.collection().filter(taken::contains).ifPresent(name -> {
            throw new Conflict(
                    "collection_name_taken", "Another collection is named %s. Choose another name.".formatted(name));
        });
        return new DocumentCollection(
                new CollectionId(ids.next()),
                caller.user(),
                request.collection().orElseGet(() -> freeName(request.collectionName(), taken)),
                Optional.of(request.root()),
                request.language().orElse(Language.ENGLISH),
                clock.instant());
    }

    private static String freeName(String folder, List<String> taken) {
        var name = folder;
        for (var n = 2; taken.contains(name); n++) {
            name = folder + "-" + n;
        }
        return name;
    }
}
