package io.mcpagent.adapter.persistence;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the records lie, and for how long a claimed task is held.
 *
 * @param directory the data directory; made when it is missing, readable by its owner alone
 * @param lease how long a claim lasts without a heartbeat
 * @param server where the records lie when not in the data directory
 */
public record PersistenceSettings(Path directory, Duration lease, Optional<Server> server) {
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    public PersistenceSettings {
        if (!lease.isPositive()) throw new IllegalArgumentException("a lease lasts some time, not " + lease);
    }

    public PersistenceSettings(Path directory) {
        this(directory, DEFAULT_LEASE, Optional.empty());
    }

    /** Where the records lie, for people. */
    public String place() {
        return server.map(Server::shown).orElseGet(() -> file().toString());
    }

    Path file() {
        return directory.resolve("mcp-agent.db");
    }

    /**
     * A database on a PostgreSQL server.
     *
     * @param url for JDBC; user and password are taken out of it
     * @param password shown by nothing here
     */
    public record Server(String url, Optional<String> user, Optional<String> password) {
        private static final String PREFIX = "jdbc:postgresql:";
        private static final String SECRET = "password";

        /** @throws IllegalArgumentException whose message completes "the URL …", and does not repeat it */
        public Server {
            if (!url.startsWith(PREFIX))
                throw new IllegalArgumentException(
                        "has to be a JDBC URL such as jdbc:postgresql://localhost:5432/mcp_agent");
            if (address(url).contains("@"))
                throw new IllegalArgumentException(
                        "has no place for a user before the host; set storage.user and storage.password");
            var given = url;
            user = user.or(() -> parameter(given, "user"));
            password = password.or(() -> parameter(given, SECRET));
            url = without(given, "user", SECRET);
        }

        /** The URL for people: other secrets that it may have, such as that of a key, are masked. */
        public String shown() {
            var parameters = parameters(url);
            if (parameters.length == 0) return url;
            return Arrays.stream(parameters)
                    .map(parameter -> name(parameter).toLowerCase(Locale.ROOT).contains(SECRET)
                            ? name(parameter) + "=***"
                            : parameter)
                    .collect(Collectors.joining("&", address(url) + "?", ""));
        }

        @Override
        public String toString() {
            return shown();
        }

        private static String without(String url, String... names) {
            var rest = Arrays.stream(parameters(url))
                    .filter(parameter -> !Arrays.asList(names).contains(name(parameter)))
                    .collect(Collectors.joining("&"));
            return rest.isEmpty() ? address(url) : address(url) + "?" + rest;
        }

        private static Optional<String> parameter(String url, String name) {
            return Arrays.stream(parameters(url))
                    .filter(parameter -> name(parameter).equals(name))
                    .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
                    .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                    .findFirst();
        }

        private static String name(String parameter) {
            return parameter.split("=", 2)[0];
        }

        private static String address(String url) {
            return url.split("\\?", 2)[0];
        }

        private static String[] parameters(String url) {
            var mark = url.indexOf('?');
            return mark < 0 || mark + 1 == url.length()
                    ? new String[0]
                    : url.substring(mark + 1).split("&");
        }
    }
}
