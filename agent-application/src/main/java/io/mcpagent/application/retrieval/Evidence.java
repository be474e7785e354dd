package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    // Chosen on the even articles up to 22 of xquad-en (benchmarks/README.md, "Answers"); they add up to 1.
    private static final double SENTENCE_COSINE = 1.0 / 3;
    private static final double SENTENCE_TERMS = 1.0 / 4;
    private static final double PASSAGE_RANK = 1.0 / 4;
    private static final double PASSAGE_TERMS = 1.0 / 6;

    private static final double COSINE_IN_STRENGTH = 0.7;
    private static final int QUOTED = 3;
    private static final double REACH = 1.0 / 6;
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

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
     * @param context the headings above it, the topmost first
     * @param term what it says something about, with a colon, where the nearest heading is such a term
     * @param text word for word, but for white space
     * @param score for the ranking, relative to the other sentences
     * @param cosine to the question; 0 where the model does not know the language
     * @param covered the question's terms that it has, headings included
     */
    public record Sentence(
            int passage,
            int start,
            int end,
            String context,
            Optional<String> term,
            String text,
            double score,
            double cosine,
            Set<String> covered) {
        String searchText() {
            return context.isEmpty() ? text : context + "\n" + text;
        }

        Sentence with(double itsCosine) {
            return new Sentence(passage, start, end, context, term, text, score, itsCosine, covered);
        }

        Sentence scored(double itsScore) {
            return new Sentence(passage, start, end, context, term, text, itsScore, cosine, covered);
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

        /** Those within reach of the best one, at most {@link #QUOTED}, no two alike; best first. */
        public List<Sentence> best() {
            var said = new HashSet<String>();
            return sentences.stream()
                    .filter(sentence -> said.add(plain(sentence.text())))
                    .limit(QUOTED)
                    .filter(sentence -> sentence.score() >= sentences.getFirst().score() - REACH)
                    .toList();
        }

        /** What two files say in other punctuation, case or white space is the same; other signs are other things. */
        private static String plain(String text) {
            var words = NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ");
            return words.strip() + " " + new TreeSet<>(Literals.of(text));
        }

        /** Raw evidence, about 0 to 1, that the two best sentences answer the question. */
        public double strength() {
            var pair = sentences.stream().limit(2).toList();
            var cosine = pair.stream().mapToDouble(Sentence::cosine).max().orElse(0);
            var covered = pair.stream()
                    .flatMap(sentence -> sentence.covered().stream())
                    .collect(Collectors.toSet());
            return COSINE_IN_STRENGTH * cosine + (1 - COSINE_IN_STRENGTH) * share(covered, weights);
        }
    }

    public Judgement judge(String question, List<Passage> passages) {
        var asked = new HashMap<Language, Set<String>>();
        var sentences = new ArrayList<Sentence>();
        for (var i = 0; i < passages.size(); i++) {
            var language = passages.get(i).language();
            var terms = asked.computeIfAbsent(language, known -> terms(question, known));
            sentences.addAll(sentences(i, passages.get(i), terms));
        }
        var weights = weights(asked.values().stream().flatMap(Set::stream).toList(), sentences);
        var promising = sentences.stream()
                .sorted(Comparator.comparingDouble((Sentence sentence) -> -share(sentence.covered(), weights)))
                .limit(EMBEDDED)
                .toList();
        return new Judgement(ranked(withCosines(question, promising, passages), passages, weights), weights);
    }

    /**
     * A sentence is read under its headings: they often name what it speaks of. One that ends in a colon takes what it
     * announces along.
     */
    private List<Sentence> sentences(int index, Passage passage, Set<String> asked) {
        var sentences = new ArrayList<Sentence>();
        var outline = new Outline(passage.headings());
        var spans = Sentences.of(passage.text(), passage.language());
        for (var i = 0; i < spans.size(); i++) {
            var span = spans.get(i);
            var alone = passage.text().substring(span.start(), span.end());
            if (Sentences.isHeading(alone)) {
                outline.pass(alone);
                continue;
            }
            var end = alone.endsWith(":") && i + 1 < spans.size()
                    ? spans.get(i + 1).end()
                    : span.end();
            var text = passage.text().substring(span.start(), end).replaceAll("\\s+", " ");
            var context = outline.path();
            var covered = new HashSet<>(terms(context + "\n" + text, passage.language()));
            covered.retainAll(asked);
            sentences.add(
                    new Sentence(index, span.start(), end, context, outline.term(), text, 0, 0, Set.copyOf(covered)));
        }
        return sentences;
    }

    /** With what the analysis of words drops or splits, but a question about technical things turns on. */
    private Set<String> terms(String text, Language language) {
        return Stream.concat(analysis.terms(text, language).stream(), Literals.of(text).stream())
                .collect(Collectors.toUnmodifiableSet());
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
        var known = sentences.stream()
                .collect(Collectors.partitioningBy(sentence -> embeddings
                        .model()
                        .knows(passages.get(sentence.passage()).language())));
        var understood = known.getOrDefault(true, List.of());
        if (understood.isEmpty()) return sentences;
        var asked = embeddings.embedQueries(List.of(question)).getFirst();
        var vectors = embeddings.embedPassages(
                understood.stream().map(Sentence::searchText).toList());
        var judged = new ArrayList<Sentence>();
        for (var i = 0; i < understood.size(); i++) {
            judged.add(understood.get(i).with(asked.dot(vectors.get(i))));
        }
        judged.addAll(known.getOrDefault(false, List.of()));
        return judged;
    }

    private static List<Sentence> ranked(
            List<Sentence> sentences, List<Passage> passages, Map<String, Double> weights) {
        var cosines = sentences.stream().mapToDouble(Sentence::cosine).summaryStatistics();
        var fused = passages.stream()
                .mapToDouble(passage -> passage.scores().fused())
                .summaryStatistics();
        var coveredByPassage = sentences.stream()
                .collect(Collectors.groupingBy(
                        Sentence::passage,
                        Collectors.flatMapping(sentence -> sentence.covered().stream(), Collectors.toSet())));
        return sentences.stream()
                .map(sentence -> {
                    var passage = sentence.passage();
                    return sentence.scored(SENTENCE_COSINE * stretched(sentence.cosine(), cosines)
                            + SENTENCE_TERMS * share(sentence.covered(), weights)
                            + PASSAGE_RANK
                                    * stretched(passages.get(passage).scores().fused(), fused)
                            + PASSAGE_TERMS * share(coveredByPassage.getOrDefault(passage, Set.of()), weights));
                })
                .sorted(Comparator.comparingDouble(Sentence::score)
                        .reversed()
                        .thenComparingInt(Sentence::passage)
                        .thenComparingInt(Sentence::start))
                .toList();
    }

    private static double stretched(double value, DoubleSummaryStatistics all) {
        return all.getMax() > all.getMin() ? (value - all.getMin()) / (all.getMax() - all.getMin()) : 0;
    }
}
