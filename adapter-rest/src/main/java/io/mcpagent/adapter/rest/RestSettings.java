package io.mcpagent.adapter.rest;

import io.mcpagent.adapter.rest.ratelimit.RequestRates;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where the server listens, and what it bears.
 *
 * @param host an address or a name; other than loopback once there are users
 * @param port 0 for one that is free
 * @param limits what a request may take
 */
public record RestSettings(String host, int port, Front front, RequestRates rates, Limits limits) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[?::1]?|\\[?0:0:0:0:0:0:0:1]?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}]?");
    private static final int LAST_PORT = 65_535;

    /** Last, as it is checked by what stands above. */
    public static final RestSettings DEFAULT =
            new RestSettings("127.0.0.1", 8642, Front.NONE, RequestRates.DEFAULT, Limits.DEFAULT);

    public RestSettings {
        if (!NAME.matcher(host).matches())
            throw new IllegalArgumentException(
                    "server.host has to be an address or a name, such as 127.0.0.1 or 0.0.0.0, not \"%s\""
                            .formatted(host));
        if (port < 0 || port > LAST_PORT)
            throw new IllegalArgumentException("server.port is from 0 to " + LAST_PORT + ", not " + port);
    }

    /**
     * What a request may take.
     *
     * @param maxBodyBytes of a JSON body
     * @param maxUploadBytes of an uploaded file
     * @param bodyTime how long a body may take to arrive; a large one gets a second more for each {@value
     *     io.mcpagent.adapter.rest.json.Body#LEAST_BYTES_A_SECOND} bytes
     * @param maxStreams open event streams at once
     * @param drainTime how long a stop waits for what runs
     */
    public record Limits(int maxBodyBytes, long maxUploadBytes, Duration bodyTime, int maxStreams, Duration drainTime) {
        public static final Limits DEFAULT =
                new Limits(1 << 20, 64L << 20, Duration.ofSeconds(30), 2_000, Duration.ofSeconds(20));

        public Limits {
            if (maxBodyBytes < 1 || maxUploadBytes < 1)
                throw new IllegalArgumentException("a body has at least one byte");
            if (maxStreams < 1) throw new IllegalArgumentException("there is at least one stream");
            if (!bodyTime.isPositive()) throw new IllegalArgumentException("a body takes some time");
            if (drainTime.isNegative()) throw new IllegalArgumentException("no time is below zero");
        }
    }

    public RestSettings at(String otherHost, int otherPort) {
        return new RestSettings(otherHost, otherPort, front, rates, limits);
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
