package io.mcpagent.benchmarks.conversation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that all of it runs on. */
final class Host {
    private Host() {}

    /** How many threads wanted a core in the last minute. */
    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    }
}
