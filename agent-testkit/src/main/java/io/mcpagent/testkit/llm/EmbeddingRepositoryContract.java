package io.mcpagent.testkit.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.llm.EmbeddingRepository.IndexModel;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.testkit.document.SampleDocuments;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold for stored embeddings. */
public interface EmbeddingRepositoryContract {
    EmbeddingRepository embeddings();

    DocumentRepository documents();

    CollectionRepository collections();

    IdSource ids();

    @Test
    default void findsThoseThatAreKnown() {
        var known = TextHash.of("known");
        embeddings().save("small", Map.of(known, embedding(0.6f, 0.8f), TextHash.of("other"), embedding(1, 0)));

        assertThat(embeddings().find("small", Set.of(known, TextHash.of("unknown"))))
                .isEqualTo(Map.of(known, embedding(0.6f, 0.8f)));
        assertThat(embeddings().find("large", Set.of(known))).isEmpty();
        assertThat(embeddings().find("small", Set.of())).isEmpty();
    }

    @Test
    default void keepsEveryBitOfAVector() {
        var text = TextHash.of("bits");
        float[] vector = {
            0f, -0f, 1f, -1f, 0.1f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, Math.nextUp(0.5f), 1 / 3f
        };
        embeddings().save("small", Map.of(text, new Embedding(vector.clone())));

        var found = embeddings().find("small", Set.of(text));
        assertThat(found).containsOnlyKeys(text);
        assertThat(found.values())
                .allSatisfy(embedding -> assertThat(bits(embedding)).isEqualTo(bits(new Embedding(vector))));
    }

    @Test
    default void leavesAKnownEmbeddingAsItIs() {
        var text = TextHash.of("text");
        embeddings().save("small", Map.of(text, embedding(1, 0)));
        embeddings().save("small", Map.of(text, embedding(0, 1)));
        embeddings().save("large", Map.of(text, embedding(0, 0, 1)));

        assertThat(embeddings().find("small", Set.of(text))).containsEntry(text, embedding(1, 0));
        assertThat(embeddings().find("large", Set.of(text))).containsEntry(text, embedding(0, 0, 1));
    }

    @Test
    default void findsManyAtOnce() {
        var many = IntStream.range(0, 5_000)
                .boxed()
                .collect(Collectors.toMap(i -> TextHash.of("text " + i), i -> embedding(i, 1)));
        embeddings().save("small", many);

        assertThat(embeddings().find("small", many.keySet())).isEqualTo(many);
    }

    @Test
    default void remembersTheModelOfTheIndex() {
        assertThat(embeddings().indexModel()).isEmpty();
        embeddings().bindIndex(new IndexModel("small", 384));
        assertThat(embeddings().indexModel()).contains(new IndexModel("small", 384));
        embeddings().bindIndex(new IndexModel("large", 1024));
        assertThat(embeddings().indexModel()).contains(new IndexModel("large", 1024));
    }

    @Test
    default void prunesWhatNoChunkRefersTo() {
        var document = aDocument();
        var chunk = SampleDocuments.chunks(document, "kept").getFirst();
        documents().replaceChunks(document.id(), List.of(chunk));
        var kept = hash(chunk);
        var lost = TextHash.of("lost");
        embeddings().save("small", Map.of(kept, embedding(1, 0), lost, embedding(0, 1)));
        embeddings().prune();

        assertThat(embeddings().find("small", Set.of(kept, lost))).containsOnlyKeys(kept);
        documents().delete(List.of(document.id()));
        embeddings().prune();
        assertThat(embeddings().find("small", Set.of(kept))).isEmpty();
    }

    @Test
    default void prunesTheEmbeddingsOfOtherModelsOnceTheIndexIsBoundToOne() {
        var document = aDocument();
        var chunk = SampleDocuments.chunks(document, "kept").getFirst();
        documents().replaceChunks(document.id(), List.of(chunk));
        var text = hash(chunk);
        embeddings().save("small", Map.of(text, embedding(1, 0)));
        embeddings().save("large", Map.of(text, embedding(1, 0, 0)));
        embeddings().prune();
        assertThat(embeddings().find("small", Set.of(text))).isNotEmpty();

        embeddings().bindIndex(new IndexModel("large", 3));
        embeddings().prune();
        assertThat(embeddings().find("small", Set.of(text))).isEmpty();
        assertThat(embeddings().find("large", Set.of(text))).isNotEmpty();
    }

    private Document aDocument() {
        var collection = SampleDocuments.collection(ids(), "collection");
        collections().save(collection);
        var document = SampleDocuments.queued(ids(), collection.id(), "a.md");
        documents().save(List.of(document));
        return document;
    }

    private static TextHash hash(Chunk chunk) {
        return TextHash.of(chunk.searchText());
    }

    private static Embedding embedding(float... vector) {
        return new Embedding(vector);
    }

    private static int[] bits(Embedding embedding) {
        return IntStream.range(0, embedding.vector().length)
                .map(i -> Float.floatToRawIntBits(embedding.vector()[i]))
                .toArray();
    }
}
