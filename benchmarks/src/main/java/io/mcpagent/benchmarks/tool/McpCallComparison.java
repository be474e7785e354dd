package io.mcpagent.benchmarks.tool;

import io.mcpagent.benchmarks.run.Child;
import io.mcpagent.benchmarks.run.Turns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A call of a tool that answers at once: ours and the official Java SDK's synchronous client, each in a JVM of its own that
 * stays warm, in turn.
 */
public final class McpCallComparison {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 5;
    private static final int CALLS = 5_000;

    private McpCallComparison() {}

    /** Takes the class paths of ours and of the SDK. */
    public static void main(String[] args) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var stdio = new String[] {
            java, "-Xmx64m", "-XX:+UseSerialGC", "-cp", args[0].split(":", 2)[0], EchoServer.class.getName(), "stdio"
        };
        compare("stdio", args, stdio);
        try (var server = Child.java(List.of(
                "-Xmx128m", "-Dsun.net.httpserver.nodelay=true", "-cp", args[0], EchoServer.class.getName(), "http"))) {
            compare("HTTP", args, "http://127.0.0.1:" + server.hear(EchoServer.PORT) + "/mcp");
        }
    }

    private static void compare(String what, String[] classPaths, String... server) throws IOException {
        var ours = new Contender("ours", contender(classPaths[0], OurCalls.class.getName(), server));
        var sdk = new Contender("the SDK", contender(classPaths[1], "SdkCalls", server));
        ours.run(WARM_UP);
        sdk.run(WARM_UP);
        for (var round = 0; round < ROUNDS; round++) {
            ours.measure();
            sdk.measure();
        }
        for (var each : List.of(ours, sdk))
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: wall %.0f us, CPU %.0f us a call (medians of %d rounds of %d; wall %s)%n",
                    what,
                    each.name,
                    median(each.wall),
                    median(each.cpu),
                    ROUNDS,
                    CALLS,
                    each.wall);
        System.out.printf(
                Locale.ROOT,
                "%s, ours to the SDK: wall %.2f, CPU %.2f%n",
                what,
                median(ours.wall) / median(sdk.wall),
                median(ours.cpu) / median(sdk.cpu));
        ours.child.close();
        sdk.child.close();
    }

    private static Child contender(String classPath, String main, String... server) throws IOException {
        var command = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseG1GC", "-cp", classPath, main));
        command.addAll(Arrays.asList(server));
        return Child.java(command);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private record Contender(String name, Child child, List<Double> wall, List<Double> cpu) {
        Contender(String name, Child child) {
            this(name, child, new ArrayList<>(), new ArrayList<>());
        }

        String[] run(int calls) throws IOException {
            child.say(Integer.toString(calls));
            return child.hear(Turns.PREFIX).split(" ", -1);
        }

        void measure() throws IOException {
            var figures = run(CALLS);
            wall.add(Double.parseDouble(figures[0]));
            cpu.add(Double.parseDouble(figures[1]));
        }
    }
}
