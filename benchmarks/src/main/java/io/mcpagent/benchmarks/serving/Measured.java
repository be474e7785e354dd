package io.mcpagent.benchmarks.serving;

import java.util.Arrays;

/**
 * What some seconds of load gave.
 *
 * @param rate answers a second
 * @param times of the answers, in microseconds, ascending
 * @param failed how many questions were not answered as they should
 * @param cpuMicros what the server's process computed for one answer
 */
record Measured(double rate, int[] times, int failed, double cpuMicros) {
    private static final double MILLI = 1_000;
    private static final int PERCENT = 100;

    Measured {
        times = times.clone();
        Arrays.sort(times);
    }

    /** In milliseconds. */
    double percentile(double percent) {
        if (times.length == 0) return Double.NaN;
        return times[Math.min(times.length - 1, (int) (times.length * percent / PERCENT))] / MILLI;
    }
}
