package io.mcpagent.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.retrieval.RetrievalSettings.FusionMethod;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.retrieval.VectorStorePort.ScoredChunk;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);
    private static final RetrievalSettings MIN_MAX = new RetrievalSettings(10, FusionMethod.MIN_MAX, .75);
    private static final RetrievalSettings RRF = new RetrievalSettings(10, FusionMethod.RECIPROCAL_RANK, .75);

    @Test
    void minMaxStretchesEachHalfAndWeighsThem() {
        // vector .9 .5 .1 → 1 .5 0; keyword 12 4 → 1 0; .75 and .25 of these
        var fused = Fusion.fuse(MIN_MAX, List.of(hit(1, .9), hit(2, .5), hit(3, .1)), List.of(hit(2, 12), hit(4, 4)));

        assertThat(ordinals(fused)).containsExactly(1, 2, 3, 4);
        assertThat(fused.get(0).scores().fused()).isCloseTo(.75, EXACT);
        assertThat(fused.get(1).scores().fused()).isCloseTo(.75 * .5 + .25, EXACT);
        assertThat(fused.get(2).scores().fused()).isCloseTo(0, EXACT);
        assertThat(fused.get(3).scores().fused()).isCloseTo(0, EXACT);
    }

    @Test
    void keepsTheRawScoresOfTheHalvesThatFoundIt() {
        var fused = Fusion.fuse(MIN_MAX, List.of(hit(1, .9), hit(2, .5)), List.of(hit(2, 12), hit(4, 4)));

        assertThat(fused.get(0).scores().keyword()).isEmpty();
        assertThat(fused.get(1).scores().vector()).isEqualTo(Optional.of(.5));
        assertThat(fused.get(1).scores().keyword()).isEqualTo(Optional.of(12.0));
    }

    @Test
    void reciprocalRankAddsOneOverSixtyPlusTheRank() {
        var fused = Fusion.fuse(RRF, List.of(hit(1, .9), hit(2, .5)), List.of(hit(2, 12), hit(3, 4)));

        // 2: 1/62 + 1/61; 1: 1/61; 3: 1/62
        assertThat(ordinals(fused)).containsExactly(2, 1, 3);
        assertThat(fused.get(0).scores().fused()).isCloseTo(1 / 62.0 + 1 / 61.0, EXACT);
        assertThat(fused.get(1).scores().fused()).isCloseTo(1 / 61.0, EXACT);
        assertThat(fused.get(2).scores().fused()).isCloseTo(1 / 62.0, EXACT);
    }

    @Test
    void anEmptyHalfLeavesTheOrderOfTheOther() {
        var hits = List.of(hit(3, 9), hit(1, 5), hit(2, 1));

        for (var settings : List.of(MIN_MAX, RRF)) {
            assertThat(ordinals(Fusion.fuse(settings, hits, List.of()))).containsExactly(3, 1, 2);
            assertThat(ordinals(Fusion.fuse(settings, List.of(), hits))).containsExactly(3, 1, 2);
            assertThat(Fusion.fuse(settings, List.of(), List.of())).isEmpty();
        }
    }

    @Test
    void equalScoresCountInFullAndAreOrderedByChunk() {
        var fused = Fusion.fuse(MIN_MAX, List.of(hit(2, .5), hit(1, .5)), List.of(hit(2, 3), hit(1, 3)));

        assertThat(ordinals(fused)).containsExactly(1, 2);
        assertThat(fused)
                .allSatisfy(ranked -> assertThat(ranked.scores().fused()).isCloseTo(1, EXACT));
    }

    private static ScoredChunk hit(int ordinal, double score) {
        return new ScoredChunk(new ChunkId(new DocumentId(new UUID(1, 1)), 1, ordinal), score);
    }

    private static List<Integer> ordinals(List<RankedChunk> ranking) {
        return ranking.stream().map(ranked -> ranked.chunk().ordinal()).toList();
    }
}
