package io.mcpagent.adapter.documents;

/**
 * How files are read.
 *
 * @param maxFileBytes a larger file is refused, {@code documents.max-file-size} in settings
 */
public record DocumentSettings(long maxFileBytes) {
    public static final DocumentSettings DEFAULT = new DocumentSettings(64L << 20);

    public DocumentSettings {
        // A file is read into one array.
        if (maxFileBytes < 1 || maxFileBytes > 1L << 30)
            throw new IllegalArgumentException(
                    "documents.max-file-size is from 1 to 1073741824 (1 GiB): " + maxFileBytes);
    }
}
