package io.mcpagent.application.retrieval;

import static io.mcpagent.testkit.retrieval.IndexedDocuments.aDocument;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.collectionId;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.documentId;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Counter;
import io.mcpagent.application.retrieval.Explanation.Stage;
import io.mcpagent.application.retrieval.RetrievalSettings.FusionMethod;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.testkit.llm.HashedEmbeddings;
import io.mcpagent.testkit.retrieval.InMemoryVectorStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HybridSearchTest {
    private static final SearchScope ENGLISH = new SearchScope(Map.of(collectionId(1), Language.ENGLISH));
    private static final Language GERMAN = new Language("de");

    private final Counter calls = new Counter();
    private final EmbeddingPort embeddings = calls.between(EmbeddingPort.class, new HashedEmbeddings());
    private final InMemoryVectorStore store = new InMemoryVectorStore();
    private final AtomicLong ticks = new AtomicLong();
    private final HybridSearch search = new HybridSearch(
            embeddings, store, new RetrievalSettings(100, FusionMethod.MIN_MAX, .5), ticks::incrementAndGet);

    @BeforeEach
    void fill() {
        store.replace(List.of(
                aDocument(1, collectionId(1))
                        .chunk("bees make honey", vector("bees make honey"))
                        .build(),
                aDocument(2, collectionId(1))
                        .chunk("owls hunt mice", vector("owls hunt mice"))
                        .build(),
                aDocument(3, collectionId(2))
                        .chunk("bees sting", vector("bees sting"))
                        .build(),
                aDocument(4, collectionId(3))
                        .language(GERMAN)
                        .chunkWithoutVector("bees heißen Bienen")
                        .build()));
    }

    @Test
    void asksBothHalvesAndShowsEachStage() {
        var ranking = search.rank("bees", ENGLISH, SearchMode.HYBRID);

        assertThat(found(ranking)).containsExactly(documentId(1), documentId(2));
        assertThat(ranking.chunks().getFirst().scores().vector()).isPresent();
        assertThat(ranking.chunks().getFirst().scores().keyword()).isPresent();
        assertThat(ranking.chunks().getLast().scores().keyword()).isEmpty();
        assertThat(ranking.explanation().stages().stream().map(Stage::name))
                .containsExactly("embed", "vector", "keyword", "fuse");
        assertThat(ranking.explanation().stages().stream().map(Stage::candidates))
                .containsExactly(1, 2, 1, 2);
        assertThat(ranking.explanation().stages())
                .allSatisfy(stage -> assertThat(stage.took()).isGreaterThan(Duration.ZERO));
    }

    @Test
    void oneHalfAloneKeepsItsRawScores() {
        var semantic = search.rank("bees", ENGLISH, SearchMode.SEMANTIC);
        var keyword = search.rank("bees", ENGLISH, SearchMode.KEYWORD);

        assertThat(semantic.chunks()).hasSize(2).allSatisfy(ranked -> {
            assertThat(ranked.scores().vector()).contains(ranked.scores().fused());
            assertThat(ranked.scores().keyword()).isEmpty();
        });
        assertThat(semantic.explanation().stages().stream().map(Stage::name)).containsExactly("embed", "vector");
        assertThat(keyword.chunks()).hasSize(1).allSatisfy(ranked -> {
            assertThat(ranked.scores().keyword()).contains(ranked.scores().fused());
            assertThat(ranked.scores().vector()).isEmpty();
        });
        assertThat(keyword.explanation().stages().stream().map(Stage::name)).containsExactly("keyword");
    }

    @Test
    void aLanguageThatTheModelDoesNotKnowIsSearchedByKeywordAlone() {
        calls.forget();
        var ranking = search.rank("bees", new SearchScope(Map.of(collectionId(3), GERMAN)), SearchMode.HYBRID);

        assertThat(found(ranking)).containsExactly(documentId(4));
        assertThat(ranking.explanation().stages().stream().map(Stage::name)).containsExactly("keyword", "fuse");
        assertThat(calls.of("embedQueries")).isZero();
    }

    @Test
    void keywordSearchDoesNotEmbedTheQuestion() {
        calls.forget();
        search.rank("bees", ENGLISH, SearchMode.KEYWORD);

        assertThat(calls.of("embedQueries")).isZero();
    }

    @Test
    void looksIntoTheScopeAlone() {
        for (var mode : SearchMode.values()) {
            assertThat(found(search.rank("bees", ENGLISH, mode))).doesNotContain(documentId(3), documentId(4));
            assertThat(search.rank("bees", new SearchScope(Map.of()), mode).chunks())
                    .isEmpty();
        }
    }

    @Test
    void aKnownEmbeddingIsNotMadeAgain() {
        calls.forget();
        var ranking = search.rank("bees", vector("owls"), ENGLISH, SearchMode.SEMANTIC);

        assertThat(calls.of("embedQueries")).isZero();
        assertThat(found(ranking)).startsWith(documentId(2));
    }

    private Embedding vector(String text) {
        return embeddings.embedPassages(List.of(text)).getFirst();
    }

    private static List<DocumentId> found(Ranking ranking) {
        return ranking.chunks().stream()
                .map(ranked -> ranked.chunk().document())
                .toList();
    }
}
