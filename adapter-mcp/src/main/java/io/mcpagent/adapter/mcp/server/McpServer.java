package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.server.http.Endpoint;
import io.mcpagent.adapter.mcp.server.legacy.Sessions;
import io.mcpagent.adapter.mcp.server.modern.ModernEra;
import io.mcpagent.adapter.mcp.server.modern.RequestStates;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.adapter.mcp.server.platform.PlatformOffer;
import io.mcpagent.adapter.mcp.server.stdio.RelayTarget;
import io.mcpagent.adapter.mcp.server.stdio.StdioServer;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SecretPort;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** This platform as a server of the protocol, in all of its revisions. Safe for use by many threads. */
public final class McpServer implements AutoCloseable {
    private static final int MOST_SESSIONS = 1_000;
    private static final int SESSIONS_OF_USER = 32;
    private static final long SESSION_LOG_BYTES = 256 << 10;
    /** A person is asked, who may be at lunch; but not who has left. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final McpServerSettings settings;
    private final Offer offer;
    private final ModernEra era;
    private final Endpoint endpoint;

    private McpServer(McpServerSettings settings, Offer offer, SecretPort secrets, InstantSource clock) {
        this.settings = settings;
        this.offer = offer;
        this.era = new ModernEra(offer, new RequestStates(secrets, clock));
        var limits = new Sessions.Limits(
                MOST_SESSIONS, SESSIONS_OF_USER, settings.sessionIdle(), SESSION_LOG_BYTES, PATIENCE);
        this.endpoint = new Endpoint(
                new Endpoint.Limits(
                        settings.maxBodyBytes(),
                        settings.bodyTime(),
                        settings.callsOfUser(),
                        settings.streamsOfUser(),
                        settings.keepAlive()),
                new Sessions(offer, limits, new SecureRandom(), clock),
                era);
    }

    /** Over an opened platform. */
    public static McpServer open(McpServerSettings settings, McpServerHost host) {
        return over(settings, new PlatformOffer(host), host.secrets(), InstantSource.system());
    }

    static McpServer over(McpServerSettings settings, Offer offer, SecretPort secrets, InstantSource clock) {
        return new McpServer(settings, offer, secrets, clock);
    }

    /**
     * Answers one request over HTTP, on the calling thread, however long that takes. Whoever calls has found out who asks,
     * and keeps web pages out that come from elsewhere.
     *
     * @param another counts each further request that came along with it, and throws a {@link
     *     io.mcpagent.domain.failure.LimitExceeded} for one too many, which is refused with that
     */
    public void serve(Caller caller, HttpServletRequest request, HttpServletResponse response, Runnable another) {
        endpoint.serve(caller, request, response, another);
    }

    /** Talks with one client, one message a line, until the input ends. */
    public void talk(Caller caller, InputStream in, OutputStream out) {
        var limits = new StdioServer.Limits(settings.maxBodyBytes(), PATIENCE);
        new StdioServer(offer, era, caller, limits, out).serve(in);
    }

    /**
     * Another server of this platform.
     *
     * @param address without a path
     * @param secret an API key, or what else lets requests in; never shown
     */
    public record Elsewhere(URI address, Optional<String> secret) {
        @Override
        public String toString() {
            return address.toString();
        }

        private RelayTarget target() {
            return new RelayTarget(URI.create(address + "/mcp"), secret);
        }
    }

    /**
     * Has one client talk to a server elsewhere, one message a line, until the input ends.
     *
     * @param server as it is now; asked again when that one is gone
     */
    public static void relay(
            McpServerSettings settings, Supplier<Optional<Elsewhere>> server, InputStream in, OutputStream out) {
        McpRelay.talk(settings, () -> server.get().map(Elsewhere::target), in, out);
    }

    /** Takes nothing any more, and cancels what is under way. */
    @Override
    public void close() {
        endpoint.close();
    }
}
