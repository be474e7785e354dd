package io.mcpagent.testkit.retrieval;

import static io.mcpagent.testkit.retrieval.IndexedDocuments.aDocument;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.collectionId;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.documentId;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.randomVector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What every store of chunks must do, exact or approximate. {@code VectorStoreLeakContract} goes with it. */
public interface VectorStorePortContract {
    /** Of the vectors in these tests. */
    int DIMENSION = 8;

    CollectionId MANUALS = collectionId(1);
    CollectionId SECRETS = collectionId(2);
    CollectionId HANDBUCH = collectionId(3);
    SearchScope IN_MANUALS = new SearchScope(Map.of(MANUALS, Language.ENGLISH));
    Offset<Double> ROUNDING = within(1e-5);

    /** One store for a whole test, empty at first. */
    VectorStorePort store();

    @Test
    default void findsTheNearestByRawCosine() {
        store().replace(List.of(aDocument(1, MANUALS)
                .chunk("east", vector(1, 0))
                .chunk("west", vector(-1, 0))
                .chunk("north east", vector(1, 1))
                .build()));

        var found = store().byVector(vector(1, 0), IN_MANUALS, 10);

        assertThat(ids(found)).containsExactly(chunk(1, 1, 0), chunk(1, 1, 2), chunk(1, 1, 1));
        assertThat(found.get(0).score()).isCloseTo(1, ROUNDING);
        assertThat(found.get(1).score()).isCloseTo(Math.sqrt(0.5), ROUNDING);
        assertThat(found.get(2).score()).isCloseTo(-1, ROUNDING);
    }

    @Test
    default void ranksByBm25() {
        store().replace(List.of(
                aDocument(1, MANUALS).chunk("pump valve gasket", vector(1)).build(),
                aDocument(2, MANUALS).chunk("pump pump valve", vector(1)).build(),
                aDocument(3, MANUALS).chunk("gasket seal ring", vector(1)).build()));

        var found = store().byKeyword("pump", IN_MANUALS, 10);

        assertThat(ids(found)).containsExactly(chunk(2, 1, 0), chunk(1, 1, 0));
        // idf · tf / (tf + 1.2 · (.25 + .75 · 3/3)), two of three texts holding the word.
        var idf = Math.log(1 + (3 - 2 + .5) / (2 + .5));
        assertThat(found.get(0).score()).isCloseTo(idf * 2 / (2 + 1.2), ROUNDING);
        assertThat(found.get(1).score()).isCloseTo(idf * 1 / (1 + 1.2), ROUNDING);
    }

    @Test
    default void countsAWordOfTheQueryAsOftenAsItStandsThere() {
        store().replace(List.of(
                aDocument(1, MANUALS).chunk("pump valve", vector(1)).build()));

        var once = store().byKeyword("pump", IN_MANUALS, 1).getFirst().score();
        var twice = store().byKeyword("pump pump", IN_MANUALS, 1).getFirst().score();

        assertThat(twice).isCloseTo(2 * once, ROUNDING);
    }

    @Test
    default void findsWordsOfHeadingsToo() {
        store().replace(List.of(aDocument(1, MANUALS)
                .chunk("Turn it.", List.of("Maintenance", "Gearbox"), Optional.of(vector(1)))
                .build()));

        assertThat(store().byKeyword("gearbox", IN_MANUALS, 10)).hasSize(1);
    }

    @Test
    default void replacesAllChunksOfADocumentTogether() {
        store().replace(List.of(aDocument(1, MANUALS)
                .chunk("old pump", vector(1, 0))
                .chunk("old valve", vector(0, 1))
                .chunk("old seal", vector(1, 1))
                .build()));
        store().replace(List.of(aDocument(1, MANUALS)
                .generation(2)
                .chunk("new pump", vector(1, 0))
                .build()));

        assertThat(ids(store().byVector(vector(0, 1), IN_MANUALS, 10))).containsExactly(chunk(1, 2, 0));
        assertThat(store().byKeyword("old valve seal", IN_MANUALS, 10)).isEmpty();
        assertThat(store().passages(List.of(chunk(1, 1, 0), chunk(1, 1, 1)), IN_MANUALS))
                .isEmpty();
        assertThat(store().generations()).isEqualTo(Map.of(documentId(1), 2L));
    }

    @Test
    default void replacesManyDocumentsInOneCallTheLastOfADocumentCounting() {
        store().replace(List.of(
                aDocument(1, MANUALS).chunk("pump", vector(1)).build(),
                aDocument(2, MANUALS).generation(7).chunk("pump", vector(1)).build(),
                aDocument(1, MANUALS).generation(2).chunk("valve", vector(1)).build()));

        assertThat(store().generations()).isEqualTo(Map.of(documentId(1), 2L, documentId(2), 7L));
        assertThat(ids(store().byKeyword("pump valve", IN_MANUALS, 10)))
                .containsExactlyInAnyOrder(chunk(1, 2, 0), chunk(2, 7, 0));
    }

    @Test
    default void aDocumentWithoutChunksIsGone() {
        store().replace(List.of(aDocument(1, MANUALS).chunk("pump", vector(1)).build()));
        store().replace(List.of(aDocument(1, MANUALS).generation(2).build()));

        assertThat(store().generations()).isEmpty();
        assertThat(store().byKeyword("pump", IN_MANUALS, 10)).isEmpty();
    }

    @Test
    default void whatWasDeletedIsGoneFromEverySearchAtOnce() {
        store().replace(List.of(
                aDocument(1, MANUALS).chunk("pump", vector(1)).build(),
                aDocument(2, MANUALS).chunk("pump", vector(1)).build()));
        store().delete(List.of(documentId(1), documentId(99)));

        assertThat(ids(store().byVector(vector(1), IN_MANUALS, 10))).containsExactly(chunk(2, 1, 0));
        assertThat(ids(store().byKeyword("pump", IN_MANUALS, 10))).containsExactly(chunk(2, 1, 0));
        assertThat(store().passages(List.of(chunk(1, 1, 0)), IN_MANUALS)).isEmpty();
        assertThat(store().generations()).containsOnlyKeys(documentId(2));
    }

    @Test
    default void breaksTiesByChunkIdAlsoWhereTheListIsCut() {
        var documents = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> aDocument(41 - number, MANUALS)
                        .chunk("same words", vector(1, 2))
                        .build())
                .toList();
        documents.forEach(document -> store().replace(List.of(document)));
        var first = IntStream.rangeClosed(1, 7).mapToObj(number -> chunk(number, 1, 0));
        var expected = first.toList();

        assertThat(ids(store().byVector(vector(1, 0), IN_MANUALS, 7))).isEqualTo(expected);
        assertThat(ids(store().byKeyword("words", IN_MANUALS, 7))).isEqualTo(expected);
    }

    @Test
    default void givesAllThereIsWhenAskedForMore() {
        var random = new Random(1);
        var documents = IntStream.rangeClosed(1, 300)
                .mapToObj(number -> aDocument(number, MANUALS)
                        .chunk("pump " + number, randomVector(DIMENSION, random))
                        .build())
                .toList();
        store().replace(documents);

        assertThat(ids(store().byVector(vector(1), IN_MANUALS, 100_000)))
                .hasSize(300)
                .doesNotHaveDuplicates();
        assertThat(ids(store().byKeyword("pump", IN_MANUALS, 100_000)))
                .hasSize(300)
                .doesNotHaveDuplicates();
    }

    @Test
    default void findsNothingInAnEmptyStore() {
        assertThat(store().byVector(vector(1), IN_MANUALS, 10)).isEmpty();
        assertThat(store().byKeyword("pump", IN_MANUALS, 10)).isEmpty();
        assertThat(store().passages(List.of(chunk(1, 1, 0)), IN_MANUALS)).isEmpty();
        assertThat(store().generations()).isEmpty();
        store().delete(List.of(documentId(1)));
    }

    @Test
    default void findsNothingInAnEmptyScope() {
        store().replace(List.of(aDocument(1, MANUALS).chunk("pump", vector(1)).build()));
        var nowhere = new SearchScope(Map.of());

        assertThat(store().byVector(vector(1), nowhere, 10)).isEmpty();
        assertThat(store().byKeyword("pump", nowhere, 10)).isEmpty();
        assertThat(store().passages(List.of(chunk(1, 1, 0)), nowhere)).isEmpty();
    }

    @Test
    default void findsAChunkWithoutVectorByKeywordAlone() {
        store().replace(List.of(
                aDocument(1, MANUALS).chunkWithoutVector("pump").build(),
                aDocument(2, MANUALS).chunk("valve", vector(1)).build()));

        assertThat(ids(store().byVector(vector(1), IN_MANUALS, 10))).containsExactly(chunk(2, 1, 0));
        assertThat(ids(store().byKeyword("pump", IN_MANUALS, 10))).containsExactly(chunk(1, 1, 0));
    }

    @Test
    default void findsNothingByVectorWhereNoChunkHasOne() {
        store().replace(List.of(aDocument(1, MANUALS).chunkWithoutVector("pump").build()));

        assertThat(store().byVector(vector(1), IN_MANUALS, 10)).isEmpty();
    }

    @Test
    default void takesTheQueryAsTextNeverAsSyntax() {
        store().replace(List.of(
                aDocument(1, MANUALS).chunk("pump valve", vector(1)).build()));

        for (var query : List.of(
                "pump AND -valve", "+pump -\"valve", "text_en: pump", "pump^0", "(pump", "pump\\", "NOT pump")) {
            assertThat(store().byKeyword(query, IN_MANUALS, 10)).as(query).hasSize(1);
        }
        for (var query : List.of("*", "*:*", "pu*", "p?mp", "/p.*p/", "[a TO z]")) {
            assertThat(store().byKeyword(query, IN_MANUALS, 10)).as(query).isEmpty();
        }
    }

    @Test
    default void findsNothingForAQueryWithoutWords() {
        store().replace(List.of(aDocument(1, MANUALS).chunk("pump", vector(1)).build()));

        assertThat(store().byKeyword("", IN_MANUALS, 10)).isEmpty();
        assertThat(store().byKeyword("the of ?!", IN_MANUALS, 10)).isEmpty();
    }

    @Test
    default void answersAQueryOfHundredKilobytes() {
        store().replace(List.of(
                aDocument(1, MANUALS).chunk("pump valve", vector(1)).build()));
        var words = IntStream.range(0, 16_000).mapToObj(Integer::toHexString).collect(Collectors.joining(" x"));

        assertThat(store().byKeyword(words + " pump", IN_MANUALS, 10)).hasSize(1);
        assertThat(store().byKeyword("pump ".repeat(20_000), IN_MANUALS, 10)).hasSize(1);
    }

    @Test
    default void matchesEachChunkInItsCollectionsLanguage() {
        var german = new Language("de");
        store().replace(List.of(
                aDocument(1, MANUALS).chunk("the pump", vector(1)).build(),
                aDocument(2, HANDBUCH)
                        .language(german)
                        .chunk("der Druck pump", vector(1))
                        .build()));
        var both = new SearchScope(Map.of(MANUALS, Language.ENGLISH, HANDBUCH, german));

        assertThat(ids(store().byKeyword("pump", both, 10))).containsExactlyInAnyOrder(chunk(1, 1, 0), chunk(2, 1, 0));
        assertThat(ids(store().byKeyword("Druck", both, 10))).containsExactly(chunk(2, 1, 0));
        assertThat(ids(store().byKeyword("pump", IN_MANUALS, 10))).containsExactly(chunk(1, 1, 0));
    }

    @Test
    default void givesBackWholeChunksInTheOrderAskedFor() {
        var document = aDocument(1, MANUALS)
                .chunk("über \uD83D\uDE00 the pump", List.of("A", "B"), Optional.of(vector(1)))
                .chunk("valve", vector(1))
                .build();
        var secret = aDocument(2, SECRETS).chunk("secret", vector(1)).build();
        store().replace(List.of(document, secret));

        var wanted = new ArrayList<>(List.of(chunk(1, 1, 1), chunk(2, 1, 0), chunk(1, 1, 9), chunk(1, 1, 0)));
        assertThat(store().passages(wanted, IN_MANUALS))
                .containsExactly(
                        document.chunks().get(1).chunk(),
                        document.chunks().get(0).chunk());
    }

    private static Embedding vector(double... coordinates) {
        return IndexedDocuments.vector(DIMENSION, coordinates);
    }

    private static ChunkId chunk(int document, long generation, int ordinal) {
        return new ChunkId(documentId(document), generation, ordinal);
    }

    private static List<ChunkId> ids(List<ScoredChunk> found) {
        return found.stream().map(ScoredChunk::chunk).toList();
    }
}
