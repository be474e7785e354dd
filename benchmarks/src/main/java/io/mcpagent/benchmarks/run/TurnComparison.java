package io.mcpagent.benchmarks.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One turn with one tool call: ours with its durable log, langchain4j's {@code AiServices} and Spring AI's {@code
 * ChatClient}, each in a JVM of its own that stays warm, against the same model server; in turn, so that what else the
 * machine does meets all.
 */
public final class TurnComparison {
    private static final int WARM_UP = 10_000;
    private static final int ROUNDS = 5;
    private static final int TURNS = 1_000;
    private static final double MILLI = 1_000;

    private TurnComparison() {}

    /** Takes a folder for data, and the class paths of ours, of langchain4j and of Spring AI. */
    public static void main(String[] args) throws IOException {
        try (var mock = Child.java(
                List.of("-Xmx256m", "-Dsun.net.httpserver.nodelay=true", "-cp", args[1], MockModel.class.getName()))) {
            var port = mock.hear("");
            var contenders = List.of(
                    Contender.of("ours", args[1], OurTurns.class.getName(), port, args[0]),
                    Contender.of("langchain4j, whole replies", args[2], "LangChain4jTurns", port, "whole"),
                    Contender.of("langchain4j, streamed", args[2], "LangChain4jTurns", port, "streamed"),
                    Contender.of("Spring AI, whole replies", args[3], "SpringAiTurns", port, "whole"),
                    Contender.of("Spring AI, streamed", args[3], "SpringAiTurns", port, "streamed"));
            for (var contender : contenders) contender.run(WARM_UP);
            for (var round = 0; round < ROUNDS; round++) {
                for (var contender : contenders) contender.measure();
            }
            report(contenders);
            for (var contender : contenders) contender.child.close();
        }
    }

    private static void report(List<Contender> contenders) {
        for (var contender : contenders) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: wall %.2f ms, CPU %.2f ms a turn (medians of %d rounds; wall %s)%n",
                    contender.name,
                    median(contender.wall),
                    median(contender.cpu),
                    ROUNDS,
                    contender.wall);
        }
        var wall = median(contenders.getFirst().wall);
        var cpu = median(contenders.getFirst().cpu);
        var peers = contenders.subList(1, contenders.size());
        var bestWall =
                peers.stream().mapToDouble(peer -> median(peer.wall)).min().orElseThrow();
        var bestCpu = peers.stream().mapToDouble(peer -> median(peer.cpu)).min().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "ours to the best peer: wall %.2f, CPU %.2f; added: wall %.2f ms, CPU %.2f ms%n",
                wall / bestWall,
                cpu / bestCpu,
                wall - bestWall,
                cpu - bestCpu);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private record Contender(String name, Child child, List<Double> wall, List<Double> cpu) {
        static Contender of(String name, String classPath, String main, String... arguments) throws IOException {
            var command = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED"));
            Stream.of("-cp", classPath, main).forEach(command::add);
            command.addAll(Arrays.asList(arguments));
            return new Contender(name, Child.java(command), new ArrayList<>(), new ArrayList<>());
        }

        double[] run(int turns) throws IOException {
            child.say(Integer.toString(turns));
            var figures = child.hear(Turns.PREFIX).split(" ", -1);
            return new double[] {Double.parseDouble(figures[0]) / MILLI, Double.parseDouble(figures[1]) / MILLI};
        }

        void measure() throws IOException {
            var figures = run(TURNS);
            wall.add(figures[0]);
            cpu.add(figures[1]);
        }
    }
}
