package io.mcpagent.application.document;

import io.mcpagent.domain.document.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A document's bytes, as uploaded or as its file has them now. Whoever asked for it closes it.
 *
 * @param size of all the bytes
 */
public record DocumentContent(Document document, long size, InputStream bytes) implements AutoCloseable {
    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
