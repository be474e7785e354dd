package io.mcpagent.application.tool;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Orders tools by how well they fit what is asked, as passages are: by meaning and by words, each half stretched to 0 to 1.
 * What a tool says of itself counts within bounds: the beginning of its description, each word the less the more often it
 * stands there and the longer the whole is (BM25), so that nothing is won by saying much. Safe for use by many threads.
 */
final class ToolRanking {
    private static final int LONGEST_QUESTION = 2_000;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int MOST_ARGUMENTS = 20;
    private static final int MOST_KNOWN = 2_000;
    /** As much as for passages. */
    private static final double MEANING = .7;

    /** How often a word of the name counts. */
    private static final int NAME = 2;
    /** Of BM25, as usual. */
    private static final double SATURATION = 1.2;

    private static final double LENGTH = .75;
    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|[_-]+");

    private final EmbeddingPort embeddings;
    private final TextAnalysisPort analysis;
    private final Map<ToolText, Map<String, Integer>> terms = Collections.synchronizedMap(new Recent<>());
    private final Map<ToolText, Embedding> vectors = Collections.synchronizedMap(new Recent<>());

    ToolRanking(EmbeddingPort embeddings, TextAnalysisPort analysis) {
        this.embeddings = embeddings;
        this.analysis = analysis;
    }

    /** What a tool is found by: its name in words, and what it says of itself. */
    private record ToolText(String name, String described) {
        static ToolText of(ToolDefinition tool) {
            var description = tool.description();
            var arguments = tool.inputSchema().get("properties").orElseGet(Json::object) instanceof Json.Obj(var fields)
                    ? fields.keySet()
                    : Set.<String>of();
            return new ToolText(
                    words(tool.name()),
                    Stream.concat(
                                    Stream.of(description.substring(
                                            0, Math.min(description.length(), LONGEST_DESCRIPTION))),
                                    arguments.stream().limit(MOST_ARGUMENTS).map(ToolText::words))
                            .collect(Collectors.joining(". ")));
        }

        private static String words(String name) {
            return HUMP.matcher(name).replaceAll(" ");
        }

        String whole() {
            return name + ". " + described;
        }
    }

    /** The best first; those that fit equally in the order in which they come. */
    List<ToolDefinition> ranked(String question, List<ToolDefinition> tools) {
        var asked = question.substring(0, Math.min(question.length(), LONGEST_QUESTION));
        var texts = tools.stream().map(ToolText::of).toList();
        var byMeaning = stretched(cosines(asked, texts));
        var byWords = stretched(bm25(asked, texts));
        return IntStream.range(0, tools.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -(MEANING * byMeaning[i] + (1 - MEANING) * byWords[i])))
                .map(tools::get)
                .toList();
    }

    /** All the same where the model can't be had: words alone are better than no answer. */
    private double[] cosines(String question, List<ToolText> texts) {
        try {
            var asked = embeddings.embedQueries(List.of(question)).getFirst();
            return vectors(texts).stream().mapToDouble(asked::dot).toArray();
        } catch (AgentFailure unavailable) {
            return new double[texts.size()];
        }
    }

    private List<Embedding> vectors(List<ToolText> texts) {
        var known = new HashMap<ToolText, Embedding>();
        for (var text : texts) {
            var vector = vectors.get(text);
            if (vector != null) known.put(text, vector);
        }
        var missing = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            var made = embeddings.embedPassages(
                    missing.stream().map(ToolText::whole).toList());
            for (var i = 0; i < missing.size(); i++) known.put(missing.get(i), made.get(i));
            vectors.putAll(known);
        }
        return texts.stream().map(known::get).toList();
    }

    private double[] bm25(String question, List<ToolText> texts) {
        var documents = texts.stream().map(this::counted).toList();
        var lengths = documents.stream()
                .mapToInt(counts ->
                        counts.values().stream().mapToInt(Integer::intValue).sum())
                .toArray();
        var mean = Math.max(1, Arrays.stream(lengths).average().orElse(1));
        var having = new HashMap<String, Integer>();
        for (var counts : documents) counts.keySet().forEach(term -> having.merge(term, 1, Integer::sum));
        var asked = Set.copyOf(analysis.terms(question, Language.ENGLISH));
        return IntStream.range(0, documents.size())
                .mapToDouble(i -> asked.stream()
                        .mapToDouble(term -> {
                            double count = documents.get(i).getOrDefault(term, 0);
                            var length = SATURATION * (1 - LENGTH + LENGTH * lengths[i] / mean);
                            return rarity(documents.size(), having.getOrDefault(term, 0))
                                    * count
                                    * (SATURATION + 1)
                                    / (count + length);
                        })
                        .sum())
                .toArray();
    }

    private static double rarity(int all, int having) {
        return Math.log(1 + (all - having + .5) / (having + .5));
    }

    private Map<String, Integer> counted(ToolText text) {
        return terms.computeIfAbsent(text, unknown -> {
            var name = analysis.terms(unknown.name(), Language.ENGLISH);
            var described = analysis.terms(unknown.described(), Language.ENGLISH).stream();
            return Stream.concat(Collections.nCopies(NAME, name).stream().flatMap(List::stream), described)
                    .collect(Collectors.toMap(Function.identity(), term -> 1, Integer::sum));
        });
    }

    private static double[] stretched(double[] scores) {
        var least = Arrays.stream(scores).min().orElse(0);
        var width = Arrays.stream(scores).max().orElse(0) - least;
        return Arrays.stream(scores)
                .map(score -> width > 0 ? (score - least) / width : 0)
                .toArray();
    }

    /** The definitions that were looked at last. */
    private static final class Recent<V> extends LinkedHashMap<ToolText, V> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, .75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ToolText, V> eldest) {
            return size() > MOST_KNOWN;
        }
    }
}
