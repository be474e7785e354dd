package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The machine that all of it runs on. */
final class Host {
    private static final double IDLE = 0.5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private Host() {}

    /**
     * Waits for some minutes until next to no thread wants a core, so that what was measured before does not weigh on what
     * comes.
     *
     * @return how many wanted one in the last minute
     */
    static double idle() throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (load() >= IDLE && System.nanoTime() < end) Thread.sleep(LOOK);
        return load();
    }

    private static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }
}
