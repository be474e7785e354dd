package io.mcpagent.application.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);
    /** log2 of 3, 4 and 5: the discounts of ranks 2, 3 and 4. That of rank 1 is log2(2) = 1. */
    private static final double LOG_3 = 1.584962500721156;

    private static final double LOG_5 = 2.321928094887362;

    /** Graded as cranfield's judgements are: 0 for judged irrelevant, up to 4. */
    private static final Map<String, Integer> GRADED = Map.of("a", 3, "b", 1, "c", 2, "d", 0);

    @Test
    void ndcgDiscountsLinearGainsByTheLogarithmOfTheRank() {
        // found: b 1/1 + d 0 + a 3/2 + x 0/log2(5) = 2.5; ideal: a 3/1 + c 2/log2(3) + b 1/2
        var ideal = 3 + 2 / LOG_3 + 1 / 2.0;

        assertThat(RankingMetrics.ndcg(List.of("b", "d", "a", "x"), GRADED, 10)).isCloseTo(2.5 / ideal, EXACT);
    }

    @Test
    void ndcgIsOneForTheIdealOrder() {
        assertThat(RankingMetrics.ndcg(List.of("a", "c", "b", "d"), GRADED, 10)).isCloseTo(1, EXACT);
    }

    @Test
    void ndcgDoesNotCareInWhichOrderTiesCome() {
        var judged = Map.of("a", 2, "b", 2, "c", 1);

        assertThat(RankingMetrics.ndcg(List.of("a", "b", "c"), judged, 10))
                .isEqualTo(RankingMetrics.ndcg(List.of("b", "a", "c"), judged, 10));
    }

    @Test
    void theCutoffCutsTheRankingAndTheIdeal() {
        // at 2: found b 1/1 + a 3/log2(3); ideal a 3/1 + c 2/log2(3)
        assertThat(RankingMetrics.ndcg(List.of("b", "a", "c"), GRADED, 2))
                .isCloseTo((1 + 3 / LOG_3) / (3 + 2 / LOG_3), EXACT);
        assertThat(RankingMetrics.recall(List.of("b", "a", "c"), GRADED, 2)).isCloseTo(2 / 3.0, EXACT);
        assertThat(RankingMetrics.reciprocalRank(List.of("x", "d", "a"), GRADED, 2))
                .isZero();
        // one of three within two places, at rank 2: (1/2) / 3
        assertThat(RankingMetrics.averagePrecision(List.of("x", "a", "b"), GRADED, 2))
                .isCloseTo(1 / 6.0, EXACT);
    }

    @Test
    void recallIsTheShareOfAllThatIsRelevant() {
        // a, b and c are relevant, d is not
        assertThat(RankingMetrics.recall(List.of("d", "c", "x"), GRADED, 100)).isCloseTo(1 / 3.0, EXACT);
        assertThat(RankingMetrics.recall(List.of("c", "b", "a"), GRADED, 100)).isCloseTo(1, EXACT);
    }

    @Test
    void reciprocalRankIsThatOfTheFirstRelevantDocument() {
        assertThat(RankingMetrics.reciprocalRank(List.of("a", "b"), GRADED, 10)).isEqualTo(1);
        assertThat(RankingMetrics.reciprocalRank(List.of("x", "d", "b", "a"), GRADED, 10))
                .isCloseTo(1 / 3.0, EXACT);
    }

    @Test
    void averagePrecisionIsTheMeanPrecisionAtEachRelevantDocument() {
        // relevant at ranks 1 (1/1), 3 (2/3) and 4 (3/4) of three: (1 + 2/3 + 3/4) / 3
        assertThat(RankingMetrics.averagePrecision(List.of("a", "x", "b", "c"), GRADED, 100))
                .isCloseTo((1 + 2 / 3.0 + 3 / 4.0) / 3, EXACT);
        // the one that is missing counts 0
        assertThat(RankingMetrics.averagePrecision(List.of("x", "a", "x2", "c"), GRADED, 100))
                .isCloseTo((1 / 2.0 + 2 / 4.0) / 3, EXACT);
    }

    @Test
    void aNegativeJudgementIsNoGain() {
        // found: junk 0 + a 1/log2(3); ideal: a 1
        assertThat(RankingMetrics.ndcg(List.of("junk", "a"), Map.of("junk", -1, "a", 1), 10))
                .isCloseTo(1 / LOG_3, EXACT);
        assertThat(RankingMetrics.averagePrecision(List.of("junk", "a"), Map.of("junk", -1, "a", 1), 10))
                .isCloseTo(.5, EXACT);
    }

    @Test
    void whereNothingIsRelevantOrFoundAllIsZero() {
        for (var judged : List.of(Map.<String, Integer>of(), Map.of("a", 0))) {
            assertThat(RankingMetrics.ndcg(List.of("a"), judged, 10)).isZero();
            assertThat(RankingMetrics.recall(List.of("a"), judged, 10)).isZero();
            assertThat(RankingMetrics.reciprocalRank(List.of("a"), judged, 10)).isZero();
            assertThat(RankingMetrics.averagePrecision(List.of("a"), judged, 10))
                    .isZero();
        }
        assertThat(RankingMetrics.ndcg(List.of(), GRADED, 10)).isZero();
        assertThat(RankingMetrics.averagePrecision(List.of(), GRADED, 10)).isZero();
    }

    @Test
    void theFourthPlaceIsDiscountedByTheLogarithmOfFive() {
        assertThat(RankingMetrics.ndcg(List.of("x", "y", "z", "a"), Map.of("a", 1), 10))
                .isCloseTo(1 / LOG_5, EXACT);
    }
}
