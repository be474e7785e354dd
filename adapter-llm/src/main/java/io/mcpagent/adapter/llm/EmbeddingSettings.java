package io.mcpagent.adapter.llm;

import java.nio.file.Path;

/**
 * Which embedding model runs in this process, and how.
 *
 * @param model one of {@link LocalEmbeddings#models()}
 * @param threads how many texts are worked on at once, each by one thread
 * @param cache a folder for what must lie in the file system to be loaded: native libraries and the model. Filled when
 *     first used, never cleaned; may be shared by processes and deleted when none runs
 */
public record EmbeddingSettings(String model, int threads, Path cache) {
    public static final String DEFAULT_MODEL = "bge-small-en-v1.5";

    public EmbeddingSettings {
        if (threads < 1) throw new IllegalArgumentException("embedding needs at least one thread, not " + threads);
        cache = cache.toAbsolutePath();
    }

    /** The default model on all cores. */
    public static EmbeddingSettings in(Path cache) {
        return new EmbeddingSettings(DEFAULT_MODEL, Runtime.getRuntime().availableProcessors(), cache);
    }
}
