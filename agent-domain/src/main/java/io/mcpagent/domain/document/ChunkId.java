package io.mcpagent.domain.document;

import java.util.Comparator;
import java.util.UUID;

/**
 * A chunk's place: the document, the generation of its content, and the position among its chunks, from 0. Ordered by
 * these three, documents as their ids' text.
 */
public record ChunkId(DocumentId document, long generation, int ordinal) implements Comparable<ChunkId> {
    private static final int PARTS = 3;
    // Not UUID.compareTo, which takes the halves as signed numbers.
    private static final Comparator<ChunkId> ORDER = Comparator.<ChunkId, UUID>comparing(
                    id -> id.document().value(),
                    Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
                            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned))
            .thenComparingLong(ChunkId::generation)
            .thenComparingInt(ChunkId::ordinal);

    public ChunkId at(int otherOrdinal) {
        return new ChunkId(document, generation, otherOrdinal);
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is not {@code {document_id}:{generation}:{ordinal}}
     */
    public static ChunkId parse(String text) {
        var parts = text.split(":", PARTS);
        if (parts.length != PARTS) throw new IllegalArgumentException("not a chunk id: " + text);
        return new ChunkId(
                new DocumentId(UUID.fromString(parts[0])), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public int compareTo(ChunkId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return document.value() + ":" + generation + ":" + ordinal;
    }
}
