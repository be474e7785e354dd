package io.mcpagent.adapter.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mcpagent.domain.evaluation.EvaluationSet;
import io.mcpagent.domain.evaluation.EvaluationSet.SetDocument;
import io.mcpagent.domain.evaluation.EvaluationSet.SetQuery;
import io.mcpagent.domain.evaluation.EvaluationSetPort;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folders in the layout of the BEIR benchmark: {@code corpus.jsonl} and {@code queries.jsonl} with {@code _id},
 * {@code title} and {@code text}, {@code qrels/SPLIT.tsv} with a header and query, document and score. Files of answers
 * hold {@code {"_id": "…", "answers": ["…"]}} a line.
 *
 * <p>A query that the split doesn't judge is left out, as it counts in no metric of retrieval; with a file of answers all
 * are kept, since that one is to abstain is also an answer.
 */
final class BeirEvaluationSet implements EvaluationSetPort {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 3;

    @Override
    public EvaluationSet load(Path folder, String split, Optional<Path> queries, Optional<Path> answers) {
        var relevance = readRelevance(folder, split);
        var corpus = new ArrayList<SetDocument>();
        eachObject(
                folder.resolve("corpus.jsonl"),
                (id, line) -> corpus.add(new SetDocument(id, optionalText(line, "title"), requiredText(line, "text"))));
        var asked = new ArrayList<SetQuery>();
        eachObject(queries.orElse(folder.resolve("queries.jsonl")), (id, line) -> {
            if (answers.isPresent() || relevance.containsKey(id))
                asked.add(new SetQuery(id, requiredText(line, "text")));
        });
        var expected = new HashMap<String, List<String>>();
        answers.ifPresent(file -> eachObject(file, (id, line) -> expected.put(id, strings(line, "answers"))));
        return new EvaluationSet(nameOf(folder), corpus, asked, relevance, expected);
    }

    private static String nameOf(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    private static Map<String, Map<String, Integer>> readRelevance(Path folder, String split) {
        var relevance = new LinkedHashMap<String, Map<String, Integer>>();
        var file = folder.resolve("qrels").resolve(split + ".tsv");
        if (!Files.isRegularFile(file)) throw missingSplit(folder, split);
        eachLine(file, (number, line) -> {
            var columns = line.split("\t", -1);
            if (columns.length != COLUMNS) throw new Malformed("three columns with tabs between are expected");
            // The header.
            if (number == 1 && !columns[2].matches("-?\\d+")) return;
            relevance
                    .computeIfAbsent(columns[0], query -> new LinkedHashMap<>())
                    .put(columns[1], score(columns[2]));
        });
        return relevance;
    }

    private static int score(String column) {
        try {
            return Integer.parseInt(column.strip());
        } catch (NumberFormatException noNumber) {
            throw new Malformed("the score is a whole number, not " + column);
        }
    }

    private static NotFound missingSplit(Path folder, String split) {
        var known = splits(folder.resolve("qrels"));
        return new NotFound(
                "evaluation_file_missing",
                "There is no qrels/%s.tsv in %s. %s"
                        .formatted(
                                split,
                                folder,
                                known.isEmpty()
                                        ? "A judged collection has at least one such file."
                                        : "Its splits are: " + String.join(", ", known) + "."));
    }

    private static List<String> splits(Path qrels) {
        try (var files = Files.list(qrels)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tsv"))
                    .map(name -> name.substring(0, name.length() - ".tsv".length()))
                    .sorted()
                    .toList();
        } catch (IOException noFolder) {
            return List.of();
        }
    }

    private static void eachObject(Path file, ObjectReader reader) {
        eachLine(file, (number, text) -> {
            try {
                var line = JSON.readTree(text);
                reader.read(requiredText(line, "_id"), line);
            } catch (JsonProcessingException noJson) {
                throw new Malformed("it is not JSON (" + noJson.getOriginalMessage() + ")");
            }
        });
    }

    private static String requiredText(JsonNode line, String field) {
        var value = line.path(field);
        if (!value.isTextual() && !value.isIntegralNumber()) throw new Malformed("it has no " + field);
        return value.asText();
    }

    private static String optionalText(JsonNode line, String field) {
        return line.path(field).asText("");
    }

    private static List<String> strings(JsonNode line, String field) {
        if (!line.path(field).isArray()) throw new Malformed(field + " is a list");
        var values = new ArrayList<String>();
        line.path(field).forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }

    private static void eachLine(Path file, LineReader reader) {
        if (!Files.isRegularFile(file))
            throw new NotFound("evaluation_file_missing", "There is no file " + file + ". Check the path.");
        var number = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) reader.read(number, line);
            }
        } catch (IOException | Malformed failure) {
            throw new InvalidRequest(
                    "evaluation_file_malformed",
                    "%s, line %d: %s. Mend the line.".formatted(file, Math.max(number, 1), failure.getMessage()),
                    failure);
        }
    }

    @FunctionalInterface
    private interface LineReader {
        void read(int number, String line);
    }

    @FunctionalInterface
    private interface ObjectReader {
        void read(String id, JsonNode line);
    }

    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }
}
