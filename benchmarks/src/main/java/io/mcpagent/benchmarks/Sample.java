package io.mcpagent.benchmarks;

import java.util.List;
import java.util.Locale;

/** Measured values of one kind, at least one. Printed as their median, and what lies around it. */
public record Sample(List<Double> values) {
    private static final int PERCENT = 100;

    public Sample {
        values = values.stream().sorted().toList();
    }

    public double median() {
        return percentile(PERCENT / 2);
    }

    public double percentile(int percent) {
        return values.get(Math.min(values.size() - 1, values.size() * percent / PERCENT));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(), values.getFirst(), values.getLast());
    }
}
