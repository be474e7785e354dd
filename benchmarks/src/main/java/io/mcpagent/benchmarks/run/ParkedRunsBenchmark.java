package io.mcpagent.benchmarks.run;

import io.mcpagent.benchmarks.Product;
import io.mcpagent.benchmarks.Sample;
import io.mcpagent.benchmarks.ServerProcess;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * What runs cost a server that wait for a person: one over a data directory with them against one over a directory without
 * any, in turn, each in a new process. The runs come to wait as they do in life: their process is killed in the middle of a
 * call that acts, and the next command takes them up.
 */
public final class ParkedRunsBenchmark {
    private static final int PAIRS = 5;
    /** Longer than until the server looks a second time for runs that others left. */
    private static final Duration IDLE = Duration.ofSeconds(12);

    private static final Pattern RUN = Pattern.compile("\"run_id\":\\s*\"([^\"]+)\"");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern THREAD = Pattern.compile("\"tid\":");
    private static final Pattern VIRTUAL = Pattern.compile("\"virtual\":\\s*true");
    private static final double MEBIBYTE = 1 << 20;

    private ParkedRunsBenchmark() {}

    /** Takes the launcher, a folder for data, our class path and how many runs. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "parked");
        var count = Integer.parseInt(args[3]);
        try (var mock = Child.java(List.of("-Xmx256m", "-cp", args[2], MockModel.class.getName()))) {
            var port = mock.hear("");
            var without = product(args[0], folder.resolve("without"), port);
            var with = product(args[0], folder.resolve("with"), port);
            StorePlatform.open(without.data(), port, ToolEffect.ACTS, Turns::stock)
                    .close();
            killInTheMiddle(with, port, args[2], count);
            var listed = runs(with.run("--json", "inbox", "list"));
            System.out.printf("parked and listed by the command line: %d of %d runs%n", listed.size(), count);
            compare(without, with, listed);
        }
    }

    private static Product product(String launcher, Path data, String port) throws IOException {
        return new Product(Path.of(launcher), Files.createDirectories(data), StorePlatform.model(port));
    }

    private static void killInTheMiddle(Product product, String port, String classPath, int count)
            throws IOException, InterruptedException {
        var child = Child.java(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                HangingRuns.class.getName(),
                port,
                product.data().toString(),
                Integer.toString(count)));
        try {
            child.hear(HangingRuns.ALL_HANG);
        } finally {
            child.kill();
        }
    }

    private static void compare(Product without, Product with, Set<String> listed)
            throws IOException, InterruptedException {
        var fewer = new ArrayList<Footprint>();
        var more = new ArrayList<Footprint>();
        for (var i = 0; i < PAIRS; i++) {
            fewer.add(Footprint.of(without, Set.of()));
            more.add(Footprint.of(with, listed));
        }
        report("threads, platform", fewer, more, Footprint::platformThreads);
        report("threads, virtual", fewer, more, Footprint::virtualThreads);
        report("live heap, MiB", fewer, more, Footprint::heap);
        report("RSS, MiB", fewer, more, Footprint::resident);
    }

    private static void report(
            String what, List<Footprint> without, List<Footprint> with, ToDoubleFunction<Footprint> figure) {
        var fewer = new Sample(without.stream().map(figure::applyAsDouble).toList());
        var more = new Sample(with.stream().map(figure::applyAsDouble).toList());
        System.out.printf(
                "%s: %s without, %s with, difference of the medians %.2f%n",
                what, fewer, more, more.median() - fewer.median());
    }

    private static Set<String> runs(String json) {
        return new HashSet<>(
                RUN.matcher(json).results().map(found -> found.group(1)).toList());
    }

    /** Of a server that was left alone; the memory first, as asking changes it. */
    private record Footprint(double platformThreads, double virtualThreads, double heap, double resident) {
        static Footprint of(Product product, Set<String> waiting) throws IOException, InterruptedException {
            try (var server = product.serve(0)) {
                var address = server.address();
                server.leaveAlone(IDLE);
                var resident = server.mebibytes("VmRSS");
                var threads = threads(server, product.data().resolveSibling("threads.json"));
                var heap = TOTAL.matcher(server.diagnose("GC.class_histogram"))
                        .results()
                        .mapToDouble(total -> Double.parseDouble(total.group(1)) / MEBIBYTE)
                        .findFirst()
                        .orElseThrow();
                var inbox = runs(server.get(address.resolve("/api/v1/inbox?limit=1000")));
                if (!inbox.equals(waiting)) throw new IOException("the inbox lists %d runs".formatted(inbox.size()));
                var virtual = VIRTUAL.matcher(threads).results().count();
                var all = THREAD.matcher(threads).results().count();
                return new Footprint(all - virtual, virtual, heap, resident);
            }
        }

        private static String threads(ServerProcess server, Path file) throws IOException {
            server.diagnose("Thread.dump_to_file", "-overwrite", "-format=json", file.toString());
            return Files.readString(file);
        }
    }
}
