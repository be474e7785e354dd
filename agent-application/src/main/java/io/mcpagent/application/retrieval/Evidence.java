package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which sentences of the passages speak to a question, and whether they answer it at all.
 *
 * <p>Both are judged on raw evidence, since a fused score is relative to its own search: the cosine of a sentence to the
 * question, and the share of the question's terms that it covers, weighted by their rarity among the sentences at hand.
 * That rarity is taken from the caller's own passages, so what others store changes nothing.
 */
public final class Evidence {
    /** Sentences that are embedded, at most; the others share fewest terms with the question. */
    private static final int EMBEDDED = 48;

    private static final double COSINE_IN_RANKING = 0.7;
    private static final double COSINE_IN_STRENGTH = 0.7;

    private final EmbeddingPort embeddings;
    private final TextAnalysisPort analysis;

    public Evidence(EmbeddingPort embeddings, TextAnalysisPort analysis) {
        this.embeddings = embeddings;
        this.analysis = analysis;
    }

    /**
     * A sentence of a passage, judged.
     *
     * @param passage its place among the passages, from 0
     * @param text word for word, but for white space
     * @param score for the ranking, relative to the other sentences
     * @param cosine to the question; 0 where the model does not know the language
     * @param covered the question's terms that it has
     */
    public record Sentence(
            int passage, int start, int end, String text, double score, double cosine, Set<String> covered) {
        Sentence with(double itsCosine) {
            return new Sentence(passage, start, end, text, score, itsCosine, covered);
        }

        Sentence scored(double itsScore) {
            return new Sentence(passage, start, end, text, itsScore, cosine, covered);
        }
    }

    /**
     * The sentences of all passages.
     *
     * @param sentences best first
     * @param weights the question's terms by their rarity
     */
    public record Judgement(List<Sentence> sentences, Map<String, Double> weights) {
        public Judgement {
            sentences = List.copyOf(sentences);
            weights = Map.copyOf(weights);
        }

        /** Raw evidence, about 0 to 1, that these sentences together answer the question. */
        public double strength(List<Sentence> chosen) {
            var cosine = chosen.stream().mapToDouble(Sentence::cosine).max().orElse(0);
            var covered = new HashSet<String>();
            chosen.forEach(sentence -> covered.addAll(sentence.covered()));
            return COSINE_IN_STRENGTH * cosine + (1 - COSINE_IN_STRENGTH) * share(covered, weights);
        }
    }

    public Judgement judge(String question, List<Passage> passages) {
        var asked = new HashMap<Language, Set<String>>();
        var sentences = new ArrayList<Sentence>();
        for (var i = 0; i < passages.size(); i++) {
            var language = passages.get(i).language();
            var terms = asked.computeIfAbsent(language, known -> Set.copyOf(analysis.terms(question, known)));
            sentences.addAll(sentences(i, passages.get(i), terms));
        }
        var weights = weights(asked.values().stream().flatMap(Set::stream).toList(), sentences);
        var promising = sentences.stream()
                .sorted(Comparator.comparingDouble((Sentence sentence) -> -share(sentence.covered(), weights)))
                .limit(EMBEDDED)
                .toList();
        return new Judgement(ranked(withCosines(question, promising, passages), passages, weights), weights);
    }

    private List<Sentence> sentences(int index, Passage passage, Set<String> asked) {
        return Sentences.of(passage.text(), passage.language()).stream()
                .map(span -> {
                    var text = passage.text().substring(span.start(), span.end());
                    var covered = new HashSet<>(analysis.terms(text, passage.language()));
                    covered.retainAll(asked);
                    return new Sentence(
                            index, span.start(), span.end(), text.replaceAll("\\s+", " "), 0, 0, Set.copyOf(covered));
                })
                .filter(sentence -> !Sentences.isHeading(sentence.text()))
                .toList();
    }

    /** Inverse document frequency, a sentence being the document (Robertson and Spärck Jones 1976, smoothed). */
    private static Map<String, Double> weights(List<String> asked, List<Sentence> sentences) {
        var weights = new HashMap<String, Double>();
        for (var term : Set.copyOf(asked)) {
            var frequency = sentences.stream()
                    .filter(sentence -> sentence.covered().contains(term))
                    .count();
            weights.put(term, Math.log(1 + (sentences.size() - frequency + 0.5) / (frequency + 0.5)));
        }
        return weights;
    }

    private static double share(Set<String> covered, Map<String, Double> weights) {
        var all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        var had = covered.stream()
                .mapToDouble(term -> weights.getOrDefault(term, 0.0))
                .sum();
        return all > 0 ? had / all : 0;
    }

    private List<Sentence> withCosines(String question, List<Sentence> sentences, List<Passage> passages) {
        var understood = sentences.stream()
                .filter(sentence -> embeddings
                        .model()
                        .knows(passages.get(sentence.passage()).language()))
                .toList();
        if (understood.isEmpty()) return sentences;
        var asked = embeddings.embedQueries(List.of(question)).getFirst();
        var vectors =
                embeddings.embedPassages(understood.stream().map(Sentence::text).toList());
        var rest = sentences.stream().filter(sentence -> !understood.contains(sentence));
        var judged = new ArrayList<Sentence>();
        for (var i = 0; i < understood.size(); i++) {
            judged.add(understood.get(i).with(asked.dot(vectors.get(i))));
        }
        return Stream.concat(judged.stream(), rest).toList();
    }

    private static List<Sentence> ranked(
            List<Sentence> sentences, List<Passage> passages, Map<String, Double> weights) {
        var own = sentences.stream().mapToDouble(Sentence::cosine).summaryStatistics();
        var theirs = passages.stream().mapToDouble(Evidence::cosine).summaryStatistics();
        return sentences.stream()
                .map(sentence -> {
                    var cosine = (stretched(sentence.cosine(), own.getMin(), own.getMax())
                                    + stretched(
                                            cosine(passages.get(sentence.passage())), theirs.getMin(), theirs.getMax()))
                            / 2;
                    return sentence.scored(
                            COSINE_IN_RANKING * cosine + (1 - COSINE_IN_RANKING) * share(sentence.covered(), weights));
                })
                .sorted(Comparator.comparingDouble(Sentence::score)
                        .reversed()
                        .thenComparingInt(Sentence::passage)
                        .thenComparingInt(Sentence::start))
                .toList();
    }

    private static double cosine(Passage passage) {
        return passage.scores().vector().orElse(0.0);
    }

    private static double stretched(double value, double min, double max) {
        return max > min ? (value - min) / (max - min) : 0;
    }
}
