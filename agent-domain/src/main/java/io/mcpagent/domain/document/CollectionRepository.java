package io.mcpagent.domain.document;

import java.util.List;
import java.util.Optional;

/** Collections; they are few. */
public interface CollectionRepository {
    /** By name. */
    List<DocumentCollection> all();

    /**
     * Adds or replaces.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code collection_name_taken} when another has the name
     */
    void save(DocumentCollection collection);

    /**
     * With its documents and their chunks.
     *
     * @return it as it was; empty where it was not there, also as another was faster
     */
    Optional<DocumentCollection> delete(CollectionId id);
}
