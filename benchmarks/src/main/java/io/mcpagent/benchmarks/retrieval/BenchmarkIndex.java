package io.mcpagent.benchmarks.retrieval;

import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.adapter.vector.VectorSettings;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedChunk;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * 100,000 chunks of 100 to 200 words with vectors of 384 dimensions, ten to a document, in two collections by turns;
 * written through the port a hundred documents at a time, as ingestion does, and never merged by force.
 */
final class BenchmarkIndex {
    static final int DIMENSION = 384;
    static final int CHUNKS = 100_000;
    static final int CHUNKS_OF_A_DOCUMENT = 10;
    static final long GENERATION = 1;
    static final CollectionId ODD = new CollectionId(new UUID(1, 1));
    static final CollectionId EVEN = new CollectionId(new UUID(1, 2));
    static final SearchScope ALL = new SearchScope(Map.of(ODD, Language.ENGLISH, EVEN, Language.ENGLISH));
    static final SearchScope HALF = new SearchScope(Map.of(ODD, Language.ENGLISH));
    static final long QUERY_SEED = 2;

    private static final long SEED = 1;
    private static final int DOCUMENTS_OF_A_WRITE = 100;

    private BenchmarkIndex() {}

    /** Opens it in the folder, and fills it there where it is not yet. */
    static LuceneVectors open(Path folder) {
        return open(new VectorSettings(folder, "clustered-" + SEED, DIMENSION));
    }

    /** The same under another model's name: the product takes an index of its own model alone. */
    static LuceneVectors open(VectorSettings settings) {
        var vectors = LuceneVectors.open(settings);
        var present = vectors.store().generations().size();
        var text = new ZipfText(SEED);
        var mixture = new ClusteredVectors(DIMENSION, SEED);
        var batch = new ArrayList<IndexedDocument>();
        for (var number = 0; present == 0 && number < CHUNKS / CHUNKS_OF_A_DOCUMENT; number++) {
            batch.add(document(number, text, mixture));
            if (batch.size() < DOCUMENTS_OF_A_WRITE) continue;
            vectors.store().replace(batch);
            batch.clear();
        }
        return vectors;
    }

    static List<float[]> allVectors() {
        var mixture = new ClusteredVectors(DIMENSION, SEED);
        var all = new ArrayList<float[]>(CHUNKS);
        for (var i = 0; i < CHUNKS; i++) {
            all.add(mixture.next().vector());
        }
        return all;
    }

    /** The place of a chunk among all. */
    static int number(ChunkId id) {
        return (int) id.document().value().getLeastSignificantBits() * CHUNKS_OF_A_DOCUMENT + id.ordinal();
    }

    static DocumentId id(int number) {
        return new DocumentId(new UUID(2, number));
    }

    static CollectionId collection(int number) {
        return number % 2 == 0 ? EVEN : ODD;
    }

    private static IndexedDocument document(int number, ZipfText text, ClusteredVectors mixture) {
        var id = id(number);
        var chunks = new ArrayList<IndexedChunk>();
        for (var ordinal = 0; ordinal < CHUNKS_OF_A_DOCUMENT; ordinal++) {
            var passage = text.passage(100, 200);
            var chunk = new Chunk(
                    new ChunkId(id, GENERATION, ordinal),
                    collection(number),
                    0,
                    passage.length(),
                    new Location.Lines(1, 1),
                    List.of(),
                    passage);
            chunks.add(new IndexedChunk(chunk, Optional.of(mixture.next())));
        }
        return new IndexedDocument(id, GENERATION, Language.ENGLISH, chunks);
    }
}
