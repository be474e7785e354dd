package io.mcpagent.adapter.mcp.server;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.testkit.access.InMemorySecrets;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The fixture on a port of this machine. Whoever sends {@code X-User} comes as that user. */
final class FixtureServer implements AutoCloseable {
    static final McpServerSettings SETTINGS = McpServerSettings.DEFAULT;

    private final Server jetty;
    private final McpServer mcp;
    private final FixtureOffer offer;
    private final URI address;

    private FixtureServer(Server jetty, McpServer mcp, FixtureOffer offer, URI address) {
        this.jetty = jetty;
        this.mcp = mcp;
        this.offer = offer;
        this.address = address;
    }

    static FixtureServer start() throws Exception {
        return start(SETTINGS, InstantSource.system());
    }

    static FixtureServer start(McpServerSettings settings, InstantSource clock) throws Exception {
        var offer = new FixtureOffer();
        var mcp = McpServer.over(settings, offer, new InMemorySecrets(), clock);
        var threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var jetty = new Server(threads);
        var connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Door(mcp)), "/mcp");
        jetty.setHandler(context);
        jetty.start();
        return new FixtureServer(
                jetty, mcp, offer, URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/mcp"));
    }

    URI address() {
        return address;
    }

    FixtureTools.Waiting waiting() {
        return offer.waiting();
    }

    /** Without the HTTP server, which has its own way to stop. */
    void stopTalking() {
        mcp.close();
    }

    @Override
    public void close() {
        mcp.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the product's: it asks who comes, by which name this machine was called, and how often; {@code X-More} is left. */
    private static final class Door extends HttpServlet {
        private static final long serialVersionUID = 1;

        private final transient McpServer mcp;

        Door(McpServer mcp) {
            this.mcp = mcp;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            var user = Optional.ofNullable(request.getHeader("X-User")).orElse("somebody");
            if (request.getServerName().equals("127.0.0.1"))
                mcp.serve(new Caller(new UserId(user)), request, response, allowed(request));
            else response.setStatus(403);
        }

        private static Runnable allowed(HttpServletRequest request) {
            var left = new AtomicInteger(Optional.ofNullable(request.getHeader("X-More"))
                    .map(Integer::valueOf)
                    .orElse(Integer.MAX_VALUE));
            return () -> {
                if (left.getAndDecrement() <= 0)
                    throw new LimitExceeded("rate_limited", "Too many.", Duration.ofMinutes(1));
            };
        }
    }
}
