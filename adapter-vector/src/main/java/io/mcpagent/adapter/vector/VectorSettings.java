package io.mcpagent.adapter.vector;

import java.nio.file.Path;

/**
 * Where the index lies and what its vectors are.
 *
 * @param directory made when something is first written; nothing else may live there
 * @param model the embedding model's name, kept with the index
 * @param ramBufferMebibytes how much is gathered in memory before it is written within one commit
 */
public record VectorSettings(Path directory, String model, int dimension, int ramBufferMebibytes) {
    public static final int DEFAULT_RAM_BUFFER_MEBIBYTES = 32;
    private static final int MAX_DIMENSION = 1024;

    public VectorSettings {
        if (model.isBlank()) throw new IllegalArgumentException("an embedding model has a name");
        if (dimension < 1 || dimension > MAX_DIMENSION)
            throw new IllegalArgumentException("a dimension is 1 to %d, not %d".formatted(MAX_DIMENSION, dimension));
        if (ramBufferMebibytes < 1) throw new IllegalArgumentException("the RAM buffer is at least 1 MiB");
    }

    public VectorSettings(Path directory, String model, int dimension) {
        this(directory, model, dimension, DEFAULT_RAM_BUFFER_MEBIBYTES);
    }
}
