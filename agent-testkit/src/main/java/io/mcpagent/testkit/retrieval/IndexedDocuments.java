package io.mcpagent.testkit.retrieval;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedChunk;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Makes documents for tests of a store: {@code aDocument(1, in).generation(2).chunk("text", vector).build()}. */
public final class IndexedDocuments {
    private final DocumentId id;
    private final CollectionId collection;
    private final List<IndexedChunk> chunks = new ArrayList<>();
    private long generation = 1;
    private Language language = Language.ENGLISH;

    private IndexedDocuments(DocumentId id, CollectionId collection) {
        this.id = id;
        this.collection = collection;
    }

    public static IndexedDocuments aDocument(int number, CollectionId collection) {
        return new IndexedDocuments(documentId(number), collection);
    }

    public static DocumentId documentId(int number) {
        return new DocumentId(new UUID(number, 1));
    }

    public static CollectionId collectionId(int number) {
        return new CollectionId(new UUID(number, 2));
    }

    /** The vector of length 1 in the direction of these coordinates, the missing ones being 0. */
    public static Embedding vector(int dimension, double... coordinates) {
        var vector = new float[dimension];
        var length = Math.sqrt(new Embedding(floats(coordinates)).dot(new Embedding(floats(coordinates))));
        for (var i = 0; i < coordinates.length; i++) {
            vector[i] = (float) (coordinates[i] / length);
        }
        return new Embedding(vector);
    }

    public static Embedding randomVector(int dimension, Random random) {
        return vector(dimension, random.doubles(dimension, -1, 1).toArray());
    }

    /** Before the first chunk. */
    public IndexedDocuments generation(long number) {
        generation = number;
        return this;
    }

    public IndexedDocuments language(Language other) {
        language = other;
        return this;
    }

    public IndexedDocuments chunk(String text, Embedding embedding) {
        return chunk(text, List.of(), Optional.of(embedding));
    }

    public IndexedDocuments chunkWithoutVector(String text) {
        return chunk(text, List.of(), Optional.empty());
    }

    public IndexedDocuments chunk(String text, List<String> headings, Optional<Embedding> embedding) {
        var ordinal = chunks.size();
        var place = new Location.Lines(ordinal + 1, ordinal + 2);
        var chunkId = new ChunkId(id, generation, ordinal);
        var start = ordinal * 10;
        chunks.add(new IndexedChunk(
                new Chunk(chunkId, collection, start, start + text.length(), place, headings, text), embedding));
        return this;
    }

    public IndexedDocument build() {
        return new IndexedDocument(id, generation, language, chunks);
    }

    private static float[] floats(double... coordinates) {
        var floats = new float[coordinates.length];
        for (var i = 0; i < floats.length; i++) {
            floats[i] = (float) coordinates[i];
        }
        return floats;
    }
}
