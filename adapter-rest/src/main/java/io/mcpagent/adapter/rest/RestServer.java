package io.mcpagent.adapter.rest;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.mcpagent.adapter.rest.access.Doorkeeper;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.retrieval.SearchRoutes;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.domain.failure.Conflict;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/** The HTTP server. It takes requests from the moment on that it is open. */
public final class RestServer implements AutoCloseable {
    private final RestSettings settings;
    private final RestHost host;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Javalin javalin;

    private RestServer(RestSettings settings, RestHost host) {
        this.settings = settings;
        this.host = host;
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Opens the server.
     *
     * @throws Conflict with code {@code port_in_use}
     */
    public static RestServer open(RestSettings settings, RestHost host) {
        var server = new RestServer(settings, host);
        try {
            server.javalin.start();
        } catch (JavalinBindException e) {
            throw new Conflict(
                    "port_in_use",
                    "Port %d of %s is in use. Stop what listens there, or choose another by --port or server.port."
                            .formatted(settings.port(), settings.host()),
                    e);
        }
        return server;
    }

    public int port() {
        return javalin.port();
    }

    public URI address() {
        var name = settings.host().contains(":") && !settings.host().startsWith("[")
                ? "[" + settings.host() + "]"
                : settings.host();
        return URI.create("http://" + name + ":" + port());
    }

    /** Takes no more requests, and waits for those that run as long as the settings say; closing again does nothing. */
    @Override
    public void close() {
        if (!stopping.getAndSet(true)) javalin.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        // Clients are on this machine.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        JettySetup.on(config.jetty, settings);
        var doorkeeper = new Doorkeeper(RestSettings::isLoopback);
        config.routes.before(RequestIds::begin);
        config.routes.before(doorkeeper::check);
        config.routes.after(context -> RequestIds.end());
        Problems.on(config);
        route(new Routes(config));
    }

    private void route(Routes routes) {
        var body = new Body(settings.maxBodyBytes(), settings.bodyTime());
        var health = new HealthRoutes(stopping::get);
        var search = new SearchRoutes(host.search(), body);
        routes.probe("/health/live", health::live).probe("/health/ready", health::ready);
        routes.get("/search", search::get).post("/search", search::post);
        routes.answerOptions();
    }
}
