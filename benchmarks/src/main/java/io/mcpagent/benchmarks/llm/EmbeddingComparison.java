package io.mcpagent.benchmarks.llm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Runs ours and the peer in turn, each in a new JVM, and prints the rates and their ratios. */
public final class EmbeddingComparison {
    private static final int PAIRS = 5;

    private EmbeddingComparison() {}

    /** Takes the folder for unpacked files, our class path and the peer's. */
    public static void main(String[] args) throws IOException {
        var ours = new double[PAIRS];
        var peer = new double[PAIRS];
        var ratio = new double[PAIRS];
        for (var i = 0; i < PAIRS; i++) {
            ours[i] = rate("-cp", args[1], OurEmbedding.class.getName(), args[0]);
            peer[i] = rate("-cp", args[2], "LangChain4jEmbedding");
            ratio[i] = ours[i] / peer[i];
            System.out.printf(Locale.ROOT, "pair %d: %.2f / %.2f = %.3f%n", i + 1, ours[i], peer[i], ratio[i]);
        }
        print("ours, chunks per CPU-second", ours);
        print("langchain4j, chunks per CPU-second", peer);
        print("ratio", ratio);
    }

    private static double rate(String... arguments) throws IOException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED");
        command.command().addAll(Arrays.asList(arguments));
        var process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            return output.lines()
                    .filter(line -> line.startsWith(EmbeddingRate.PREFIX))
                    .mapToDouble(line -> Double.parseDouble(line.substring(EmbeddingRate.PREFIX.length())))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no rate from: " + String.join(" ", command.command())));
        }
    }

    private static void print(String what, double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.2f, min %.2f, max %.2f%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
