package io.mcpagent.adapter.rest;

import io.mcpagent.adapter.rest.tls.TlsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the server listens, and what it bears.
 *
 * @param host an address or a name; other than loopback once there are users
 * @param port 0 for one that is free
 * @param tls where the certificate lies; HTTP in the clear without
 * @param publicUrl where browsers reach it, where a proxy stands before it; scheme and host alone
 * @param allowedOrigins of web pages from elsewhere that may call, such as {@code https://chat.example.com}
 * @param maxBodyBytes of a JSON body
 * @param bodyTime how long a body may take to arrive; a large one gets a second more for each {@value
 *     io.mcpagent.adapter.rest.json.Body#LEAST_BYTES_A_SECOND} bytes
 * @param maxUploadBytes of an uploaded file
 * @param maxStreams open event streams at once
 * @param drainTime how long a stop waits for what runs
 */
public record RestSettings(
        String host,
        int port,
        Optional<TlsSettings> tls,
        Optional<URI> publicUrl,
        Set<String> allowedOrigins,
        int maxBodyBytes,
        long maxUploadBytes,
        Duration bodyTime,
        int maxStreams,
        Duration drainTime) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}]?");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://([a-z0-9]([a-z0-9._-]{0,252})|\\[[0-9a-f:.]{2,45}])(:[1-9]\\d{0,4})?");
    private static final int LAST_PORT = 65_535;

    /** Last, as it is checked by what stands above. */
    public static final RestSettings DEFAULT = new RestSettings(
            "127.0.0.1",
            8642,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            1 << 20,
            64L << 20,
            Duration.ofSeconds(30),
            2_000,
            Duration.ofSeconds(20));

    public RestSettings {
        if (!NAME.matcher(host).matches())
            throw new IllegalArgumentException(
                    "server.host has to be an address or a name, such as 127.0.0.1 or 0.0.0.0, not \"%s\""
                            .formatted(host));
        if (port < 0 || port > LAST_PORT)
            throw new IllegalArgumentException("server.port is from 0 to " + LAST_PORT + ", not " + port);
        allowedOrigins = Set.copyOf(allowedOrigins);
        allowedOrigins.forEach(RestSettings::checkOrigin);
        publicUrl.map(URI::toString).ifPresent(RestSettings::checkOrigin);
        if (maxBodyBytes < 1 || maxUploadBytes < 1) throw new IllegalArgumentException("a body has at least one byte");
        if (maxStreams < 1) throw new IllegalArgumentException("there is at least one stream");
        if (!bodyTime.isPositive()) throw new IllegalArgumentException("a body takes some time");
        if (drainTime.isNegative()) throw new IllegalArgumentException("no time is below zero");
    }

    public RestSettings at(String otherHost, int otherPort) {
        return new RestSettings(
                otherHost,
                otherPort,
                tls,
                publicUrl,
                allowedOrigins,
                maxBodyBytes,
                maxUploadBytes,
                bodyTime,
                maxStreams,
                drainTime);
    }

    /**
     * Whether it is written as browsers send it.
     *
     * @throws IllegalArgumentException with a message that completes "the value …"
     */
    public static String checkOrigin(String origin) {
        if (ORIGIN.matcher(origin).matches() && !origin.matches("http://.*:80|https://.*:443")) return origin;
        throw new IllegalArgumentException(
                "has to be an origin such as https://chat.example.com or http://localhost:5173, in small letters, without a path, not \"%s\""
                        .formatted(origin));
    }

    /** Whether this machine alone reaches it. */
    public boolean isLocal() {
        return isLoopback(host);
    }

    /** By the text alone: a name that has to be looked up may lead elsewhere tomorrow. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }
}
