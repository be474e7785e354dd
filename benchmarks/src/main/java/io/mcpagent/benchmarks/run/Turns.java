package io.mcpagent.benchmarks.run;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * One contender: for each number on its input, so many turns one after another, and a line with the median of their wall
 * times and this process's CPU time for one, both in microseconds. Uses the JDK alone, as it runs on the peers' class paths
 * as well.
 */
public final class Turns {
    public static final String PREFIX = "turn_us=";
    public static final String INSTRUCTIONS = "You answer questions about the store. Look the stock up with the tool.";
    public static final String DESCRIPTION = "How many pieces of a part there are in the store.";

    private static final String QUESTION = "How many pieces of the part M8 are there?";
    private static final long NANOS = 1_000;

    private Turns() {}

    /** What the tool says; everybody's does the same. */
    public static String stock(String part) {
        return "There are 42 of " + part;
    }

    /** Until the input ends. */
    public static void serve(UnaryOperator<String> turn) throws IOException {
        serve(turn, QUESTION, MockModel.ANSWER);
    }

    /** The same with something else that is done again and again, and has to come out as it should. */
    public static void serve(UnaryOperator<String> turn, String question, String expected) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(PREFIX + measured(turn, question, expected, Integer.parseInt(line)));
        }
    }

    private static String measured(UnaryOperator<String> turn, String question, String expected, int count) {
        var times = new long[count];
        var cpu = cpuTime();
        for (var i = 0; i < count; i++) {
            var begin = System.nanoTime();
            var answer = turn.apply(question);
            times[i] = System.nanoTime() - begin;
            if (!answer.equals(expected)) throw new IllegalStateException("another answer: " + answer);
        }
        cpu = cpuTime() - cpu;
        Arrays.sort(times);
        return times[count / 2] / NANOS + " " + cpu / count / NANOS;
    }

    private static long cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
