package io.mcpagent.domain.document;

import java.util.List;

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

    /** With its documents and their chunks. */
    void delete(CollectionId id);
}
