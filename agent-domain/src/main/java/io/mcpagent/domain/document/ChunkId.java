package io.mcpagent.domain.document;

import java.util.UUID;

/** A chunk's place: the document, the generation of its content, and the position among its chunks, from 0. */
public record ChunkId(DocumentId document, long generation, int ordinal) {
    private static final int PARTS = 3;

    public ChunkId at(int otherOrdinal) {
        return new ChunkId(document, generation, otherOrdinal);
    }

    /** @throws IllegalArgumentException when it is not {@code {document_id}:{generation}:{ordinal}} */
    public static ChunkId parse(String text) {
        var parts = text.split(":", PARTS);
        if (parts.length != PARTS) throw new IllegalArgumentException("not a chunk id: " + text);
        return new ChunkId(
                new DocumentId(UUID.fromString(parts[0])), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return document.value() + ":" + generation + ":" + ordinal;
    }
}
