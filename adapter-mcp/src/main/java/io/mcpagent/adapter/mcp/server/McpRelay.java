package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.server.stdio.RelayTarget;
import io.mcpagent.adapter.mcp.server.stdio.StdioRelay;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Lets a client that talks over standard streams talk to a server of this platform that runs elsewhere. */
final class McpRelay {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A server of ours writes something on an open stream more often than that. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** One that the server has closed meanwhile is not told from one that broke when the request was on its way. */
    private static final ConnectionPool NONE_KEPT = new ConnectionPool(0, 1, TimeUnit.SECONDS);

    private McpRelay() {}

    /**
     * Talks with one client, one message a line, until the input ends.
     *
     * @param servers which one it is now; asked again when that one is gone
     */
    static void talk(
            McpServerSettings settings, Supplier<Optional<RelayTarget>> servers, InputStream in, OutputStream out) {
        // Sent once each: a call must not be made twice. Redirects are not followed, as the key would go with them.
        var http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(NONE_KEPT)
                .build();
        new StdioRelay(servers, http, settings.maxBodyBytes(), out).serve(in);
    }
}
