package io.mcpagent.adapter.persistence.transaction;

import java.time.Duration;
import java.util.Optional;

/**
 * A database on a PostgreSQL server, and how much is asked of it.
 *
 * @param url for JDBC, without user and password
 * @param connections how many there are at most
 * @param patience how long a transaction waits for one of them
 */
public record PostgresServer(
        String url, Optional<String> user, Optional<String> password, int connections, Duration patience) {
    private static final int CONNECTIONS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public PostgresServer(String url, Optional<String> user, Optional<String> password) {
        this(url, user, password, CONNECTIONS, PATIENCE);
    }

    /** Without parameters, some of which may be secret. */
    String place() {
        var parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return place();
    }
}
