package io.mcpagent.benchmarks.run;

import io.mcpagent.benchmarks.Footprint;
import io.mcpagent.benchmarks.Product;
import io.mcpagent.domain.tool.ToolEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
            fewer.add(footprint(without, Set.of()));
            more.add(footprint(with, listed));
        }
        Footprint.compare(fewer, more);
    }

    private static Footprint footprint(Product product, Set<String> waiting) throws IOException, InterruptedException {
        try (var server = product.serve(0)) {
            var address = server.address();
            server.leaveAlone(IDLE);
            var footprint = Footprint.of(server, product.data().resolveSibling("threads.json"));
            var inbox = runs(server.get(address.resolve("/api/v1/inbox?limit=1000")));
            if (!inbox.equals(waiting)) throw new IOException("the inbox lists %d runs".formatted(inbox.size()));
            return footprint;
        }
    }

    private static Set<String> runs(String json) {
        return new HashSet<>(
                RUN.matcher(json).results().map(found -> found.group(1)).toList());
    }
}
