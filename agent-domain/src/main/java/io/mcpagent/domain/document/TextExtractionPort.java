package io.mcpagent.domain.document;

import java.util.function.Consumer;

/** From a file's bytes to its text. Safe for use by many threads. */
public interface TextExtractionPort {
    /**
     * Hands over the blocks in reading order, on the calling thread. The type is told by the content; the name only
     * decides between kinds of plain text.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code document_type_unsupported} for what holds no
     *     text that this can read, {@code document_encrypted}, {@code document_corrupt}, {@code document_empty} for
     *     what is written in text and says nothing, or {@code document_without_text} for what shows more than its text;
     *     the message says what to do and does not name the file
     */
    void extract(String name, byte[] content, Consumer<? super Block> blocks);
}
