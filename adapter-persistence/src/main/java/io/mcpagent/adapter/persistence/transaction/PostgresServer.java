package io.mcpagent.adapter.persistence.transaction;

import java.time.Duration;
import java.util.Optional;

/**
 * A database on a PostgreSQL server.
 *
 * @param url for JDBC, without user and password
 */
public record PostgresServer(String url, Optional<String> user, Optional<String> password, Limits limits) {
    public PostgresServer(String url, Optional<String> user, Optional<String> password) {
        this(url, user, password, Limits.DEFAULT);
    }

    /**
     * How much is asked of the server.
     *
     * @param connections how many there are at most
     * @param patience how long a transaction waits for one of them
     * @param statement how long one may take
     * @param lock how long one waits for what another transaction has locked
     */
    public record Limits(int connections, Duration patience, Duration statement, Duration lock) {
        public static final Limits DEFAULT =
                new Limits(10, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofSeconds(10));
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
