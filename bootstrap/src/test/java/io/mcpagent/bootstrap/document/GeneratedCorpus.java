package io.mcpagent.bootstrap.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of four kinds, the same for the same seed. */
final class GeneratedCorpus {
    private static final int FILES_A_KIND = 8;
    private static final List<String> WORDS = List.of(
            "harbour lantern granite willow copper meadow thunder saddle violin compass barley glacier orchard anvil"
                    .split(" "));
    private static final List<String> VERBS = List.of("carries hides mends follows measures paints guards".split(" "));

    private final Random random;

    private GeneratedCorpus(long seed) {
        this.random = new Random(seed);
    }

    static void write(Path folder, long seed) throws IOException {
        var corpus = new GeneratedCorpus(seed);
        for (var i = 0; i < FILES_A_KIND; i++) {
            Files.createDirectories(folder.resolve("part" + i % 3));
            corpus.file(folder, i, "md", corpus.markdown());
            corpus.file(folder, i, "txt", corpus.paragraphs(8));
            corpus.file(folder, i, "html", corpus.html());
            corpus.file(folder, i, "java", corpus.code(i));
        }
    }

    private void file(Path folder, int number, String kind, String text) throws IOException {
        Files.writeString(folder.resolve("part" + number % 3).resolve("file" + number + "." + kind), text);
    }

    private String markdown() {
        return IntStream.range(0, 4)
                .mapToObj(i -> "## " + word() + " " + word() + "\n\n" + paragraphs(3))
                .collect(Collectors.joining("\n", "# " + word() + "\n\n", ""));
    }

    private String html() {
        return IntStream.range(0, 8)
                .mapToObj(i -> "<h2>" + word() + "</h2><p>" + paragraph() + "</p>")
                .collect(Collectors.joining("\n", "<html><body><h1>" + word() + "</h1>", "</body></html>"));
    }

    private String code(int number) {
        return IntStream.range(0, 12)
                .mapToObj(i -> "    int %s%d() {\n        return %d; // %s\n    }\n"
                        .formatted(word(), i, random.nextInt(1000), sentence()))
                .collect(Collectors.joining("\n", "class File" + number + " {\n", "}\n"));
    }

    private String paragraphs(int count) {
        return IntStream.range(0, count).mapToObj(i -> paragraph()).collect(Collectors.joining("\n\n", "", "\n"));
    }

    private String paragraph() {
        return IntStream.range(0, 4).mapToObj(i -> sentence()).collect(Collectors.joining(" "));
    }

    private String sentence() {
        return "The %s %s %s the %s and %d %ss near the %s."
                .formatted(
                        word(),
                        word(),
                        VERBS.get(random.nextInt(VERBS.size())),
                        word(),
                        random.nextInt(900),
                        word(),
                        word());
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
