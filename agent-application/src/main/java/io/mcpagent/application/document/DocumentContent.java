package io.mcpagent.application.document;

import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.llm.TextHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A document's bytes, as uploaded or as its file has them now. Whoever asked for it closes it.
 *
 * @param size of all the bytes
 * @param hash of all the bytes; empty for a file, which is as it is now
 */
public record DocumentContent(Document document, long size, Optional<TextHash> hash, InputStream bytes)
        implements AutoCloseable {
    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
