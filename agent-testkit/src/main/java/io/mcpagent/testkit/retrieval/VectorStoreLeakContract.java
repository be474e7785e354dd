package io.mcpagent.testkit.retrieval;

import static io.mcpagent.testkit.retrieval.IndexedDocuments.aDocument;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.collectionId;
import static io.mcpagent.testkit.retrieval.IndexedDocuments.randomVector;
import static io.mcpagent.testkit.retrieval.VectorStorePortContract.DIMENSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedChunk;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is stored, and whatever is asked: nothing from outside the scope is found, and all within it can be. */
public interface VectorStoreLeakContract {
    int COLLECTIONS = 6;

    /** One store for all tries; each try empties it first. */
    VectorStorePort store();

    @Property(tries = 60)
    default void nothingFromOutsideTheScopeIsEverFound(
            @ForAll long seed,
            @ForAll @IntRange(max = 120) int documents,
            @ForAll Set<@IntRange(max = COLLECTIONS) Integer> readable,
            @ForAll @IntRange(min = 1, max = 400) int k) {
        var random = new Random(seed);
        store().delete(List.copyOf(store().generations().keySet()));
        var stored = IntStream.range(0, documents)
                .mapToObj(number -> randomDocument(number, random))
                .toList();
        var half = documents / 2;
        store().replace(stored.subList(0, half));
        store().replace(stored.subList(half, documents));
        var scope = new SearchScope(readable.stream()
                .map(IndexedDocuments::collectionId)
                .collect(Collectors.toMap(Function.identity(), id -> Language.ENGLISH)));

        var owners = stored.stream()
                .flatMap(document -> document.chunks().stream())
                .map(IndexedChunk::chunk)
                .collect(Collectors.toMap(Chunk::id, Chunk::collection));
        var allowed = owners.entrySet().stream()
                .filter(owner -> scope.ids().contains(owner.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                .keySet();
        var size = Math.min(k, allowed.size());

        assertThat(ids(store().byVector(randomVector(DIMENSION, random), scope, k)))
                .hasSize(size)
                .isSubsetOf(allowed);
        assertThat(ids(store().byKeyword("pump valve seal", scope, k)))
                .hasSize(size)
                .isSubsetOf(allowed);
        assertThat(store().passages(List.copyOf(owners.keySet()), scope))
                .extracting(Chunk::id)
                .containsExactlyInAnyOrderElementsOf(allowed);
    }

    private static IndexedDocument randomDocument(int number, Random random) {
        CollectionId collection = collectionId(random.nextInt(COLLECTIONS));
        var document = aDocument(number, collection).generation(random.nextInt(1, 5));
        for (var chunks = random.nextInt(1, 4); chunks > 0; chunks--) {
            var word = List.of("pump", "valve", "seal").get(random.nextInt(3));
            document.chunk(word + " ring".repeat(random.nextInt(5)), randomVector(DIMENSION, random));
        }
        return document.build();
    }

    private static List<ChunkId> ids(List<ScoredChunk> found) {
        return found.stream().map(ScoredChunk::chunk).toList();
    }
}
