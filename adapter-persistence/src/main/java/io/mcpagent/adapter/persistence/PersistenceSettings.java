package io.mcpagent.adapter.persistence;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the records lie, and for how long a claimed task is held.
 *
 * @param directory the data directory; made when it is missing, readable by its owner alone
 * @param lease how long a claim lasts without a heartbeat
 * @param node the name under which this process holds tasks
 */
public record PersistenceSettings(Path directory, Duration lease, String node) {
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);
    public static final String DEFAULT_NODE = "local";

    public PersistenceSettings {
        if (!lease.isPositive()) throw new IllegalArgumentException("a lease lasts some time, not " + lease);
        if (node.isBlank()) throw new IllegalArgumentException("a node's name is not blank");
    }

    public PersistenceSettings(Path directory) {
        this(directory, DEFAULT_LEASE, DEFAULT_NODE);
    }
}
