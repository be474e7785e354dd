package io.mcpagent.application.document;

/**
 * How documents are taken in.
 *
 * @param chunkTokens the longest chunk, in tokens of the embedding model, headings above it included; cut to what the
 *     model can read
 * @param workers documents that are worked on at once
 */
public record IngestionSettings(int chunkTokens, int workers) {
    private static final int LEAST_TOKENS = 32;

    public IngestionSettings {
        if (chunkTokens < LEAST_TOKENS)
            throw new IllegalArgumentException("a chunk has room for at least " + LEAST_TOKENS + " tokens");
        if (workers < 1) throw new IllegalArgumentException("at least one worker: " + workers);
    }
}
