package io.mcpagent.adapter.mcp.server;

import java.time.Duration;

/**
 * What clients of the server may take.
 *
 * @param maxBodyBytes of a message
 * @param bodyTime how long a message may take to arrive
 * @param keepAlive how often something is written on a silent stream, which finds out whether somebody is there
 * @param callsOfUser requests of one user that are under way at once
 * @param streamsOfUser streams of one user for what is told unasked
 * @param sessionIdle after how long without a word a session ends
 */
public record McpServerSettings(
        int maxBodyBytes,
        Duration bodyTime,
        Duration keepAlive,
        int callsOfUser,
        int streamsOfUser,
        Duration sessionIdle) {
    public static final McpServerSettings DEFAULT = new McpServerSettings(
            4 << 20, Duration.ofSeconds(30), Duration.ofSeconds(5), 32, 32, Duration.ofMinutes(30));

    public McpServerSettings {
        if (maxBodyBytes < 1) throw new IllegalArgumentException("a message has at least one byte");
        if (callsOfUser < 1 || streamsOfUser < 1) throw new IllegalArgumentException("there is at least one of each");
        if (!bodyTime.isPositive() || !keepAlive.isPositive() || !sessionIdle.isPositive())
            throw new IllegalArgumentException("each takes some time");
    }
}
