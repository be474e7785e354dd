package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Orders tools by how well they fit a question: as passages are found, by meaning and by words, with both halves stretched
 * to 0 to 1. The vectors of descriptions are kept by their text. Safe for use by many threads.
 */
final class ToolRanking {
    private static final int MOST_VECTORS = 5_000;
    private static final double HALF = 0.5;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern HUMP = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|_+|-+");
    private static final Pattern ENDING = Pattern.compile("(?<=...)(?:ies|ing|ed|es|s|e|y)$");

    private final EmbeddingPort embeddings;
    private final SequencedMap<String, Embedding> vectors = new LinkedHashMap<>();

    ToolRanking(EmbeddingPort embeddings) {
        this.embeddings = embeddings;
    }

    /** The best first; those that fit equally in their own order. */
    List<ToolDefinition> ranked(String question, List<ToolDefinition> tools) {
        var texts = tools.stream().map(ToolRanking::text).toList();
        var byMeaning = stretched(cosines(question, texts));
        var byWords = stretched(coverage(question, texts));
        var order = new ArrayList<Integer>();
        for (var i = 0; i < tools.size(); i++) order.add(i);
        order.sort(Comparator.comparingDouble(i -> -(HALF * byMeaning[i] + HALF * byWords[i])));
        return order.stream().map(tools::get).toList();
    }

    /** What a tool is found by: its name in words, its description, and the names of its arguments. */
    private static String text(ToolDefinition tool) {
        var arguments = tool.inputSchema().get("properties").orElseGet(Json::object) instanceof Json.Obj(var fields)
                ? fields.keySet()
                : Set.<String>of();
        return Stream.of(Stream.of(HUMP.matcher(tool.name()).replaceAll(" "), tool.description()), arguments.stream())
                .flatMap(part -> part)
                .collect(Collectors.joining(". "));
    }

    private double[] cosines(String question, List<String> texts) {
        var asked = embeddings.embedQueries(List.of(question)).getFirst();
        return vectorsOf(texts).stream().mapToDouble(asked::dot).toArray();
    }

    private List<Embedding> vectorsOf(List<String> texts) {
        var known = new HashMap<String, Embedding>();
        synchronized (vectors) {
            for (var text : texts) {
                var vector = vectors.get(text);
                if (vector != null) known.put(text, vector);
            }
        }
        var missing = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        var made = missing.isEmpty() ? List.<Embedding>of() : embeddings.embedPassages(missing);
        synchronized (vectors) {
            for (var i = 0; i < missing.size(); i++) {
                known.put(missing.get(i), made.get(i));
                vectors.put(missing.get(i), made.get(i));
            }
            while (vectors.size() > MOST_VECTORS) vectors.pollFirstEntry();
        }
        return texts.stream()
                .map(text -> java.util.Objects.requireNonNull(known.get(text)))
                .toList();
    }

    /** The share of the question's words that a tool has, each weighted by how few tools have it. */
    private static double[] coverage(String question, List<String> texts) {
        var words = texts.stream().map(ToolRanking::stems).toList();
        var having = new HashMap<String, Integer>();
        for (var stems : words) stems.forEach(stem -> having.merge(stem, 1, Integer::sum));
        var asked = stems(question);
        return words.stream()
                .mapToDouble(stems -> asked.stream()
                        .filter(stems::contains)
                        .mapToDouble(stem -> Math.log(1 + (double) texts.size() / having.getOrDefault(stem, 1)))
                        .sum())
                .toArray();
    }

    private static Set<String> stems(String text) {
        var stems = new HashSet<String>();
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .forEach(word -> stems.add(ENDING.matcher(word.group()).replaceFirst("")));
        return stems;
    }

    private static double[] stretched(double[] scores) {
        var least = java.util.Arrays.stream(scores).min().orElse(0);
        var most = java.util.Arrays.stream(scores).max().orElse(0);
        var range = most - least;
        return java.util.Arrays.stream(scores)
                .map(score -> range == 0 ? 0 : (score - least) / range)
                .toArray();
    }
}
