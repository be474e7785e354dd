package io.mcpagent.domain.document;

/** How far a document's newest generation has come on its way into the index. */
public sealed interface Ingestion {
    /** Waits for a worker. */
    record Queued() implements Ingestion {}

    /** Its chunks are stored; embedding and indexing follow, and need the file no more. */
    record Chunked() implements Ingestion {}

    /** It can be found. */
    record Ready(int chunks) implements Ingestion {}

    /** It is left out on purpose: empty, or of a kind that holds no text. */
    record Skipped(String reason) implements Ingestion {}

    /**
     * It can't be found until the file changes or it is tried again.
     *
     * @param reason what happened and what to do, without the file's name
     */
    record Failed(Stage stage, String reason) implements Ingestion {}

    enum Stage {
        READ,
        EXTRACT,
        CHUNK,
        EMBED,
        INDEX
    }
}
