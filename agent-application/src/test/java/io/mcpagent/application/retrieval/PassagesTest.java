package io.mcpagent.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.document.Location.Pages;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedChunk;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.document.InMemoryCollectionRepository;
import io.mcpagent.testkit.document.InMemoryDocumentRepository;
import io.mcpagent.testkit.document.SampleDocuments;
import io.mcpagent.testkit.retrieval.InMemoryVectorStore;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PassagesTest {
    private final InMemoryStore rows = new InMemoryStore(new SteppingTime());
    private final CountingIds ids = new CountingIds();
    private final InMemoryDocumentRepository documents = new InMemoryDocumentRepository(rows);
    private final InMemoryVectorStore store = new InMemoryVectorStore();
    private final Passages passages = new Passages(store, documents);
    private final DocumentCollection collection = SampleDocuments.collection(ids, "notes");
    private final SearchScope scope = new SearchScope(Map.of(collection.id(), Language.ENGLISH));

    PassagesTest() {
        new InMemoryCollectionRepository(rows).save(collection);
    }

    @Test
    void mergesNeighboursInThePlaceOfTheBest() {
        var document = document("a.md", new Lines(1, 2), new Lines(3, 4), new Lines(5, 6), new Lines(7, 8));

        var found = passages.of(ranking(at(document, 2, .9), at(document, 0, .5), at(document, 3, .1)), 10, scope);

        assertThat(found.stream().map(Passage::text)).containsExactly("part 2\npart 3", "part 0");
        assertThat(found.getFirst().chunk()).isEqualTo(id(document, 2));
        assertThat(found.getFirst().location()).isEqualTo(new Lines(5, 8));
        assertThat(found.getFirst().scores().fused()).isEqualTo(.9);
        assertThat(found.getFirst().end() - found.getFirst().start())
                .isEqualTo(found.getFirst().text().length());
    }

    @Test
    void aBorderOfPagesStays() {
        var document = document("a.pdf", new Pages(1, 1), new Pages(1, 1), new Pages(2, 2));

        var found = passages.of(ranking(at(document, 0, .9), at(document, 1, .5), at(document, 2, .4)), 10, scope);

        assertThat(found.stream().map(Passage::location)).containsExactly(new Pages(1, 1), new Pages(2, 2));
    }

    @Test
    void aGapStays() {
        var document = document("a.md", new Lines(1, 2), new Lines(3, 4), new Lines(5, 6));

        assertThat(passages.of(ranking(at(document, 0, .9), at(document, 2, .5)), 10, scope))
                .hasSize(2);
    }

    @Test
    void neighboursInDifferentDocumentsAreNone() {
        var first = document("a.md", new Lines(1, 2));
        var second = document("b.md", new Lines(1, 2));

        assertThat(passages.of(ranking(at(first, 0, .5), at(second, 0, .9)), 10, scope).stream()
                        .map(Passage::document))
                .containsExactly("b.md", "a.md");
    }

    @Test
    void takesOnlyTheTopOfTheRanking() {
        var document = document("a.md", new Lines(1, 2), new Lines(3, 4));

        assertThat(passages.of(ranking(at(document, 1, .9), at(document, 0, .5)), 1, scope).stream()
                        .map(Passage::text))
                .containsExactly("part 1");
    }

    @Test
    void aDocumentThatWasDeletedMeanwhileVanishes() {
        var kept = document("a.md", new Lines(1, 2));
        var deleted = document("b.md", new Lines(1, 2));
        var unindexed = document("c.md", new Lines(1, 2));
        var ranking = ranking(at(deleted, 0, .9), at(unindexed, 0, .8), at(kept, 0, .5));
        documents.delete(List.of(deleted.id()));
        store.delete(List.of(unindexed.id()));

        assertThat(passages.of(ranking, 10, scope).stream().map(Passage::document))
                .containsExactly("a.md");
    }

    private Document document(String name, Location... places) {
        var document = SampleDocuments.queued(ids, collection.id(), name);
        documents.save(List.of(document));
        var chunks = new ArrayList<IndexedChunk>();
        for (var i = 0; i < places.length; i++) {
            var text = "part " + i + "\n";
            chunks.add(new IndexedChunk(
                    new Chunk(id(document, i), collection.id(), i * 7, i * 7 + 7, places[i], List.of(), text),
                    Optional.empty()));
        }
        store.replace(List.of(new IndexedDocument(document.id(), 1, Language.ENGLISH, chunks)));
        return document;
    }

    private static ChunkId id(Document document, int ordinal) {
        return new ChunkId(document.id(), 1, ordinal);
    }

    private static RankedChunk at(Document document, int ordinal, double score) {
        return new RankedChunk(id(document, ordinal), new Scores(score, Optional.of(score), Optional.empty()));
    }

    private static Ranking ranking(RankedChunk... chunks) {
        return new Ranking(List.of(chunks), new Explanation(List.of()));
    }
}
