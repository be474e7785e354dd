package io.mcpagent.domain.tool;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a tool server stands, as seen from this process.
 *
 * @param problem of its last failure, empty while all is well
 * @param log the last lines that its process wrote to its standard error
 */
public record ToolServerState(
        ToolServerName server, Phase phase, Instant since, Optional<String> problem, List<String> log) {
    /** Where a connection is in its life. */
    public enum Phase {
        CONNECTED,
        /** Not needed for a while, and ended by us. */
        IDLE,
        /** Broken; not tried again before some time has passed. */
        BROKEN
    }

    public ToolServerState {
        log = List.copyOf(log);
    }
}
