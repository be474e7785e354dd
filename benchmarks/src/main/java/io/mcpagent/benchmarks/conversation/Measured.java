package io.mcpagent.benchmarks.conversation;

import java.util.Arrays;

/** What some seconds of load gave. */
final class Measured {
    private static final double MILLI = 1_000;
    private static final int PERCENT = 100;

    private final double rate;
    private final int[] times;
    private final int failed;
    private final double cpuMicros;

    /**
     * Figures of one load.
     *
     * @param rate answers a second
     * @param times of the answers, in microseconds
     * @param failed how many questions were not answered as they should
     * @param cpuMicros what the server's process computed for one answer
     */
    Measured(double rate, int[] times, int failed, double cpuMicros) {
        this.rate = rate;
        this.times = times.clone();
        this.failed = failed;
        this.cpuMicros = cpuMicros;
        Arrays.sort(this.times);
    }

    double rate() {
        return rate;
    }

    int failed() {
        return failed;
    }

    double cpuMicros() {
        return cpuMicros;
    }

    /** Of the times, in milliseconds. */
    double percentile(double percent) {
        if (times.length == 0) return Double.NaN;
        return times[Math.min(times.length - 1, (int) (times.length * percent / PERCENT))] / MILLI;
    }
}
