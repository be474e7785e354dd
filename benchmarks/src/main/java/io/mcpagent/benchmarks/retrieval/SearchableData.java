package io.mcpagent.benchmarks.retrieval;

import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.EmbeddingRepository.IndexModel;
import io.mcpagent.domain.llm.TextHash;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.IntStream;

/** A data directory of the product: the benchmarks' index, and the records of its documents without their chunks. */
final class SearchableData {
    /** The name of the collection that holds half. */
    static final String HALF = "odd";

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BYTES = 10_000;

    private SearchableData() {}

    /** Fills it where it is not yet. */
    static void fill(Settings settings) {
        try (var records = SqlPersistence.open(settings.storage(), InstantSource.system())) {
            records.embeddings()
                    .bindIndex(new IndexModel(
                            settings.index().model(), settings.index().dimension()));
            BenchmarkIndex.open(settings.index()).close();
            if (!records.documents().ready().isEmpty()) return;
            records.collections().save(collection(BenchmarkIndex.ODD, HALF));
            records.collections().save(collection(BenchmarkIndex.EVEN, "even"));
            records.documents()
                    .save(IntStream.range(0, BenchmarkIndex.CHUNKS / BenchmarkIndex.CHUNKS_OF_A_DOCUMENT)
                            .mapToObj(SearchableData::document)
                            .toList());
        }
    }

    private static DocumentCollection collection(CollectionId id, String name) {
        return new DocumentCollection(
                id, Caller.LOCAL_OWNER.user(), name, Optional.empty(), Language.ENGLISH, BEGINNING);
    }

    private static Document document(int number) {
        return new Document(
                BenchmarkIndex.id(number),
                BenchmarkIndex.collection(number),
                number + ".txt",
                new FileStamp(BYTES, BEGINNING),
                BenchmarkIndex.GENERATION,
                Optional.of(TextHash.of(Integer.toString(number))),
                new Ingestion.Ready(BenchmarkIndex.CHUNKS_OF_A_DOCUMENT));
    }
}
