package io.mcpagent.benchmarks.conversation;

import io.mcpagent.benchmarks.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Chat requests a second through the API, and what the server adds to the model's time: ours against Spring AI's, in turn,
 * each time in a new process.
 */
public final class ChatComparison {
    private static final List<Integer> CLIENTS = List.of(1, 2, 4, 8, 16, 32, 64);
    /** In turn, and then an open loop: what many clients do at once takes other ways through a program than what a few do. */
    private static final List<Integer> WARM_CLIENTS = List.of(16, 64);

    private static final int WARM_ANSWERS = 20_000;
    private static final int MOST_WARM_UPS = 3;
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration OPEN_SETTLE = Duration.ofSeconds(15);
    private static final Duration LEVEL = Duration.ofSeconds(5);
    private static final Duration OPEN = Duration.ofSeconds(15);
    private static final double P95 = 95;
    private static final double P99 = 99;
    private static final double MILLI = 1_000;

    private final List<Entrant> entrants;
    private final Duration warmUp;

    private ChatComparison(List<Contender> contenders, Duration warmUp) {
        this.entrants = contenders.stream()
                .map(contender -> new Entrant(contender, new ArrayList<>()))
                .toList();
        this.warmUp = warmUp;
    }

    private record Entrant(Contender contender, List<Round> rounds) {}

    /** One process's figures. */
    private record Round(Map<Integer, Measured> levels, Measured half, double resident, double peak) {
        Measured saturated() {
            return levels.values().stream()
                    .max(Comparator.comparingDouble(Measured::rate))
                    .orElseThrow();
        }

        /** The best rate at which the slowest hundredth takes no longer than this, in milliseconds; 0 where there is none. */
        double rateWithin(double p99) {
            return levels.values().stream()
                    .filter(level -> level.percentile(P99) <= p99)
                    .mapToDouble(Measured::rate)
                    .max()
                    .orElse(0);
        }
    }

    /**
     * Takes our jar, the peer's class path, a folder for data, how many rounds, for how many seconds to warm up, and what the
     * names of the peers have to have in them.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Path.of(args[2]);
        var contenders = new ArrayList<Contender>(List.of(
                new Contender.SpringAi(args[1], "servlet", false, folder),
                new Contender.SpringAi(args[1], "reactive", false, folder),
                new Contender.SpringAi(args[1], "servlet", true, folder)));
        contenders.removeIf(peer -> !peer.name().contains(args[5]));
        contenders.addFirst(new Contender.Ours(Path.of(args[0]), folder));
        var comparison = new ChatComparison(contenders, Duration.ofSeconds(Integer.parseInt(args[4])));
        try (var model = ModelServer.start()) {
            for (var round = 1; round <= Integer.parseInt(args[3]); round++) comparison.round(model, round);
        }
        comparison.report();
    }

    private void round(ModelServer model, int number) throws IOException, InterruptedException {
        var numbers = new AtomicInteger(number << 20);
        for (var entrant : entrants) {
            System.out.println("round " + number + ", " + entrant.contender.name() + ", load average " + Host.idle());
            try (var server = entrant.contender.start(model.port())) {
                entrant.rounds.add(measured(server, new ChatLoad(server, model, numbers)));
            }
        }
    }

    private Round measured(ChatServer server, ChatLoad load) throws IOException {
        warmUp(load);
        var levels = new LinkedHashMap<Integer, Measured>();
        for (var clients : CLIENTS) {
            load.closed(clients, SETTLE);
            levels.put(clients, load.closed(clients, LEVEL));
            print(clients + " clients", levels.get(clients));
        }
        var resident = server.mebibytes("VmRSS");
        var saturated =
                levels.values().stream().mapToDouble(Measured::rate).max().orElseThrow();
        load.open(saturated / 2, OPEN_SETTLE);
        var half = load.open(saturated / 2, OPEN);
        print("open at half", half);
        return new Round(levels, half, resident, server.mebibytes("VmHWM"));
    }

    /** As long as was asked for, and until the compilers have seen enough. */
    private void warmUp(ChatLoad load) throws IOException {
        var answers = 0.0;
        for (var time = Duration.ZERO;
                time.compareTo(warmUp) < 0
                        || (answers < WARM_ANSWERS && time.compareTo(warmUp.multipliedBy(MOST_WARM_UPS)) < 0);
                time = time.plus(LEVEL.multipliedBy(WARM_CLIENTS.size() + 1L))) {
            var rate = 0.0;
            for (var clients : WARM_CLIENTS) {
                var measured = load.closed(clients, LEVEL);
                print("warm-up", measured);
                answers += measured.rate() * LEVEL.toSeconds();
                rate = Math.max(rate, measured.rate());
            }
            var open = load.open(rate / 2, LEVEL);
            print("warm-up", open);
            answers += open.rate() * LEVEL.toSeconds();
        }
    }

    private static void print(String what, Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "  %-12s %6.0f/s, p50 %.2f, p95 %.2f, p99 %.2f ms, CPU %.2f ms, failed %d%n",
                what,
                measured.rate(),
                measured.percentile(50),
                measured.percentile(P95),
                measured.percentile(P99),
                measured.cpuMicros() / MILLI,
                measured.failed());
    }

    private void report() {
        for (var entrant : entrants) report(entrant.contender.name(), entrant.rounds);
        var ours = entrants.getFirst().rounds;
        for (var peer : entrants.subList(1, entrants.size())) {
            var theirs = peer.rounds;
            var ratios = new ArrayList<Double>();
            for (var i = 0; i < ours.size(); i++) {
                var best = theirs.get(i).saturated();
                ratios.add(ours.get(i).rateWithin(best.percentile(P99)) / best.rate());
            }
            System.out.println(
                    "requests a second at equal p99, ours to " + peer.contender.name() + ": " + new Sample(ratios));
        }
    }

    private static void report(String name, List<Round> all) {
        System.out.println(name + ", medians of " + all.size() + " rounds (least to most)");
        row("requests a second, saturated", all, round -> round.saturated().rate());
        row("  p99 there, ms", all, round -> round.saturated().percentile(P99));
        row("  CPU there, ms a request", all, round -> round.saturated().cpuMicros() / MILLI);
        row("own time at half of it, p50, ms", all, round -> round.half.percentile(50));
        row("  p95, ms", all, round -> round.half.percentile(P95));
        row("  p99, ms", all, round -> round.half.percentile(P99));
        row("RSS under load, MiB", all, Round::resident);
        row("  at its peak, MiB", all, Round::peak);
        row(
                "failed",
                all,
                round -> round.levels.values().stream()
                        .mapToInt(Measured::failed)
                        .sum());
    }

    private static void row(String what, List<Round> all, ToDoubleFunction<Round> value) {
        var values = all.stream().map(value::applyAsDouble).toList();
        System.out.println("  " + what + ": " + new Sample(values));
    }
}
