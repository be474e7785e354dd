package io.mcpagent.domain.document;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Documents and their chunks. The index is made from these and can always be made again. */
public interface DocumentRepository {
    /** Those that exist, in no order. */
    List<Document> find(Set<DocumentId> ids);

    /** By name. */
    List<Document> inCollection(CollectionId collection);

    /**
     * Adds or replaces.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}
     * @throws io.mcpagent.domain.failure.Conflict with code {@code document_name_taken} when another has the name
     */
    void save(List<Document> documents);

    /**
     * With their chunks.
     *
     * @return those that were there, as they were; nobody changed them between
     */
    List<Document> delete(List<DocumentId> ids);

    /**
     * The chunks of whatever generation this document had are replaced by these.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code document_not_found} when it was deleted meanwhile
     */
    void replaceChunks(DocumentId document, List<Chunk> chunks);

    /** By ordinal. */
    List<Chunk> chunks(DocumentId document);

    /** Which documents can be found, and in which generation. */
    Map<DocumentId, Long> ready();
}
