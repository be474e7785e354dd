package io.mcpagent.domain.document;

import io.mcpagent.domain.llm.TextHash;
import java.util.Optional;

/**
 * A file, as last seen.
 *
 * @param name the path relative to the linked root, or that of the upload, with {@code /}; unique in its collection
 * @param generation counts the contents of the file that were taken in, from 1; a document's chunks carry it
 * @param stamp of the file; of an upload, its size and when it came
 * @param contentHash of the bytes of this generation; for a file of a linked root empty until they were read
 */
public record Document(
        DocumentId id,
        CollectionId collection,
        String name,
        FileStamp stamp,
        long generation,
        Optional<TextHash> contentHash,
        Ingestion ingestion) {
    public Document with(Ingestion next) {
        return new Document(id, collection, name, stamp, generation, contentHash, next);
    }

    public Document with(TextHash hash) {
        return new Document(id, collection, name, stamp, generation, Optional.of(hash), ingestion);
    }

    public Document with(FileStamp seen) {
        return new Document(id, collection, name, seen, generation, contentHash, ingestion);
    }

    /** To be taken in anew, with what the file holds now. */
    public Document requeued(FileStamp seen) {
        return new Document(id, collection, name, seen, generation + 1, Optional.empty(), new Ingestion.Queued());
    }
}
