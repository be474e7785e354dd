package io.mcpagent.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A part of xquad-en as a collection of its own, by article: the number before the dash of a document's id. */
record XquadPart(Path folder, Path answers) {
    private static final Pattern ID = Pattern.compile("\"_id\": ?\"([^\"]+)\"");

    /** Questions on the odd articles up to 23, over all 48 articles. */
    static XquadPart answerable(Path xquad, Path target) {
        return of(xquad, target.resolve("answerable"), article -> true, article -> article % 2 == 1 && article <= 23);
    }

    /** Questions on the odd articles from 25, over the articles 0 to 23. */
    static XquadPart unanswerable(Path xquad, Path target) {
        return of(
                xquad,
                target.resolve("unanswerable"),
                article -> article <= 23,
                article -> article % 2 == 1 && article >= 25);
    }

    private static XquadPart of(Path xquad, Path target, IntPredicate indexed, IntPredicate asked) {
        var articles = new HashMap<String, Integer>();
        for (var line : lines(xquad.resolve("qrels/test.tsv")).skip(1).toList()) {
            var columns = List.of(line.split("\t"));
            articles.put(columns.get(0), article(columns.get(1)));
        }
        write(
                target.resolve("corpus.jsonl"),
                lines(xquad.resolve("corpus.jsonl")).filter(line -> indexed.test(article(id(line)))));
        write(
                target.resolve("queries.jsonl"),
                lines(xquad.resolve("queries.jsonl")).filter(line -> isAsked(articles, id(line), asked)));
        write(
                target.resolve("answers.jsonl"),
                lines(xquad.resolve("answers.jsonl")).filter(line -> isAsked(articles, id(line), asked)));
        // No judgements: the ranking is measured over the whole collection.
        write(target.resolve("qrels/test.tsv"), Stream.of("query-id\tcorpus-id\tscore"));
        return new XquadPart(target, target.resolve("answers.jsonl"));
    }

    private static boolean isAsked(Map<String, Integer> articles, String query, IntPredicate asked) {
        return asked.test(articles.getOrDefault(query, -1));
    }

    private static int article(String document) {
        return Integer.parseInt(document.substring(0, document.indexOf('-')));
    }

    private static String id(String line) {
        var id = ID.matcher(line);
        if (!id.find()) throw new IllegalArgumentException("no id in " + line);
        return id.group(1);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Stream<String> lines) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
