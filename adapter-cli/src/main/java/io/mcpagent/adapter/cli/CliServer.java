package io.mcpagent.adapter.cli;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A running server, as the command that started it sees it.
 *
 * @param notices as those of {@link CliPlatform}
 * @param drainTime how long closing waits at most for what runs
 * @param shutdown takes no more requests, waits for those that run, and closes everything
 */
public record CliServer(URI address, Supplier<List<String>> notices, Duration drainTime, Runnable shutdown)
        implements AutoCloseable {
    @Override
    public void close() {
        shutdown.run();
    }
}
