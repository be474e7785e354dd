package io.mcpagent.application.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How good a ranking is, given what was judged. As in trec_eval: linear gain, logarithmic discount, the ideal taken over
 * all that was judged; a document counts once, and one that nobody judged is not relevant.
 *
 * @see <a href="https://doi.org/10.1145/582415.582418">Järvelin and Kekäläinen, Cumulated gain-based evaluation (2002)</a>
 */
public final class RankingMetrics {
    private RankingMetrics() {}

    public static double ndcg(List<String> ranking, Map<String, Integer> judged, int cutoff) {
        var gains = ranking.stream()
                .limit(cutoff)
                .map(document -> gain(judged, document))
                .toList();
        var ideal = judged.values().stream()
                .filter(gain -> gain > 0)
                .sorted(Comparator.reverseOrder())
                .limit(cutoff)
                .toList();
        return ideal.isEmpty() ? 0 : discounted(gains) / discounted(ideal);
    }

    public static double recall(List<String> ranking, Map<String, Integer> judged, int cutoff) {
        var relevant = relevant(judged);
        var found = ranking.stream()
                .limit(cutoff)
                .filter(document -> gain(judged, document) > 0)
                .count();
        return relevant == 0 ? 0 : (double) found / relevant;
    }

    /** One over the rank of the first relevant document, 0 when there is none within the cutoff. */
    public static double reciprocalRank(List<String> ranking, Map<String, Integer> judged, int cutoff) {
        for (var i = 0; i < Math.min(cutoff, ranking.size()); i++) {
            if (gain(judged, ranking.get(i)) > 0) return 1.0 / (i + 1);
        }
        return 0;
    }

    public static double averagePrecision(List<String> ranking, Map<String, Integer> judged, int cutoff) {
        var relevant = relevant(judged);
        var found = 0;
        var sum = 0.0;
        for (var i = 0; i < Math.min(cutoff, ranking.size()); i++) {
            if (gain(judged, ranking.get(i)) == 0) continue;
            found++;
            sum += (double) found / (i + 1);
        }
        return relevant == 0 ? 0 : sum / relevant;
    }

    private static double discounted(List<Integer> gains) {
        var sum = 0.0;
        for (var i = 0; i < gains.size(); i++) {
            sum += gains.get(i) / (Math.log(i + 2.0) / Math.log(2));
        }
        return sum;
    }

    private static int gain(Map<String, Integer> judged, String document) {
        return Math.max(0, judged.getOrDefault(document, 0));
    }

    private static long relevant(Map<String, Integer> judged) {
        return judged.values().stream().filter(gain -> gain > 0).count();
    }
}
