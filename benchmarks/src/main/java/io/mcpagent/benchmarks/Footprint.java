package io.mcpagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** What a server holds: its threads by a dump of the JDK, its live heap by a class histogram, and its resident memory. */
public record Footprint(double platformThreads, double virtualThreads, double heap, double resident) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern THREAD = Pattern.compile("\"tid\":");
    private static final Pattern VIRTUAL = Pattern.compile("\"virtual\":\\s*true");
    private static final double MEBIBYTE = 1 << 20;

    /**
     * Of a server that was left alone; the memory first, as asking changes it.
     *
     * @param scratch a file that may be written
     */
    public static Footprint of(ServerProcess server, Path scratch) throws IOException {
        var resident = server.mebibytes("VmRSS");
        server.diagnose("Thread.dump_to_file", "-overwrite", "-format=json", scratch.toString());
        var threads = Files.readString(scratch);
        var heap = TOTAL.matcher(server.diagnose("GC.class_histogram"))
                .results()
                .mapToDouble(total -> Double.parseDouble(total.group(1)) / MEBIBYTE)
                .findFirst()
                .orElseThrow();
        var virtual = VIRTUAL.matcher(threads).results().count();
        var all = THREAD.matcher(threads).results().count();
        return new Footprint(all - virtual, virtual, heap, resident);
    }

    /** Prints how much more servers hold than others. */
    public static void compare(List<Footprint> without, List<Footprint> with) {
        compare("threads, platform", without, with, Footprint::platformThreads);
        compare("threads, virtual", without, with, Footprint::virtualThreads);
        compare("live heap, MiB", without, with, Footprint::heap);
        compare("RSS, MiB", without, with, Footprint::resident);
    }

    private static void compare(
            String what, List<Footprint> without, List<Footprint> with, ToDoubleFunction<Footprint> figure) {
        var fewer = new Sample(without.stream().map(figure::applyAsDouble).toList());
        var more = new Sample(with.stream().map(figure::applyAsDouble).toList());
        System.out.printf(
                "%s: %s without, %s with, difference of the medians %.2f%n",
                what, fewer, more, more.median() - fewer.median());
    }
}
