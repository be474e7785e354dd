package io.mcpagent.adapter.rest;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.mcpagent.adapter.rest.access.AuthRoutes;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.access.Cors;
import io.mcpagent.adapter.rest.access.Doorkeeper;
import io.mcpagent.adapter.rest.access.SecurityHeaders;
import io.mcpagent.adapter.rest.access.UserRoutes;
import io.mcpagent.adapter.rest.agent.AgentRoutes;
import io.mcpagent.adapter.rest.conversation.ChatRoutes;
import io.mcpagent.adapter.rest.conversation.SessionRoutes;
import io.mcpagent.adapter.rest.document.CollectionRoutes;
import io.mcpagent.adapter.rest.document.DocumentRoutes;
import io.mcpagent.adapter.rest.document.UploadLimits;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.retrieval.SearchRoutes;
import io.mcpagent.adapter.rest.run.InboxRoutes;
import io.mcpagent.adapter.rest.run.OpenStreams;
import io.mcpagent.adapter.rest.run.RunRoutes;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.adapter.rest.tls.TlsCertificate;
import io.mcpagent.adapter.rest.tool.ToolRoutes;
import io.mcpagent.domain.failure.Conflict;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. It takes requests from the moment on that it is open. */
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private final RestSettings settings;
    private final RestHost host;
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-request-", 0).factory());
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final OpenStreams streams;
    private final Optional<TlsCertificate> certificate;
    private final Javalin javalin;
    private final int port;

    private RestServer(RestSettings settings, RestHost host) {
        this.settings = settings;
        this.host = host;
        this.streams = new OpenStreams(settings.maxStreams());
        this.certificate = settings.tls().map(TlsCertificate::open);
        this.javalin = Javalin.create(this::configure);
        this.port = started(javalin, settings);
    }

    /**
     * Opens the server.
     *
     * @throws Conflict with code {@code port_in_use}, or {@code server_without_users} where other machines could reach a
     *     server to which nobody has to sign in
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code tls_files_unusable}
     */
    public static RestServer open(RestSettings settings, RestHost host) {
        if (!settings.isLocal() && host.access().authentication().isOpen())
            throw new Conflict(
                    "server_without_users",
                    "The server listens on %s, where other machines reach it, only once there are users. Make the first with `mcp-agent users create`, or listen on 127.0.0.1."
                            .formatted(settings.host()));
        return new RestServer(settings, host);
    }

    private static int started(Javalin javalin, RestSettings settings) {
        try {
            return javalin.start().port();
        } catch (JavalinBindException e) {
            throw new Conflict(
                    "port_in_use",
                    "Port %d of %s is in use. Stop what listens there, or choose another by --port or server.port."
                            .formatted(settings.port(), settings.host()),
                    e);
        }
    }

    public int port() {
        return port;
    }

    public URI address() {
        var name = settings.host().contains(":") && !settings.host().startsWith("[")
                ? "[" + settings.host() + "]"
                : settings.host();
        return URI.create((certificate.isPresent() ? "https://" : "http://") + name + ":" + port());
    }

    /**
     * Takes no more requests, and waits for those that run as long as the settings say; what runs then still is
     * interrupted. Closing again does nothing.
     */
    @Override
    public void close() {
        if (stopping.getAndSet(true)) return;
        streams.end();
        try {
            javalin.stop();
        } catch (JavalinException tooSlow) {
            LOG.warn("Requests that ran longer than server.drain-time ({}) were ended", settings.drainTime());
        }
        certificate.ifPresent(TlsCertificate::close);
        requests.shutdownNow();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        // Event streams are written past it, as it would gather them.
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        JettySetup.on(config.jetty, settings, certificate, requests);
        // Elsewhere a name says nothing, and whoever has no token gets nowhere.
        var doorkeeper = new Doorkeeper(
                name -> !settings.isLocal() || RestSettings.isLoopback(name), new Cors(settings.allowedOrigins()));
        var callers = new Callers(host.access().authentication(), settings.isLocal());
        config.routes.before(RequestIds::begin);
        config.routes.before(context -> SecurityHeaders.set(context::header));
        config.routes.before(context -> context.res().addHeader("Vary", "Accept-Encoding"));
        if (certificate.isPresent() && !settings.isLocal())
            config.routes.before(context -> SecurityHeaders.strictTransport(context::header));
        config.routes.before(doorkeeper::check);
        config.routes.before(callers::check);
        config.routes.after(context -> RequestIds.end());
        Problems.on(config);
        route(new Routes(config), callers);
    }

    private void route(Routes routes, Callers callers) {
        var body = new Body(settings.maxBodyBytes(), settings.bodyTime());
        var health = new HealthRoutes(stopping::get);
        routes.probe("/health/live", health::live).probe("/health/ready", health::ready);
        routeAccess(routes, callers, body);
        routeRuns(routes, body);
        routeSessions(routes, body);
        routeDocuments(routes, body);
        var agents = new AgentRoutes(host.agents(), body);
        routes.get("/agents", agents::list)
                .post("/agents", agents::add)
                .get("/agents/{name}", agents::get)
                .put("/agents/{name}", agents::put)
                .delete("/agents/{name}", agents::remove);
        var tools = new ToolRoutes(host.tools(), body);
        routes.get("/tools", tools::list).post("/tools/{name}/call", tools::call);
        routes.answerOptions();
    }

    private void routeAccess(Routes routes, Callers callers, Body body) {
        var auth = new AuthRoutes(host.access(), callers, body);
        routes.probe("/.well-known/jwks.json", auth::publicKeys)
                .post("/auth/login", auth::login)
                .post("/auth/refresh", auth::refresh)
                .post("/auth/logout", auth::logout)
                .post("/auth/setup", auth::setUp)
                .post("/auth/accept", auth::accept);
        var users = new UserRoutes(host.access().users(), host.access().keys(), body);
        routes.get("/users/me", users::me)
                .get("/users/me/api-keys", users::listKeys)
                .post("/users/me/api-keys", users::addKey)
                .delete("/users/me/api-keys/{id}", users::revokeKey)
                .get("/users", users::list)
                .post("/users", users::add)
                .get("/users/{id}", users::get)
                .patch("/users/{id}", users::change)
                .post("/users/{id}/disable", users::disable)
                .post("/users/{id}/reset", users::reset);
    }

    private void routeRuns(Routes routes, Body body) {
        var chat = new ChatRoutes(host.chat(), host.runs(), streams, body);
        routes.post("/chat", chat::ask);
        var runs = new RunRoutes(host.runs(), streams);
        routes.get("/runs", runs::list).get("/runs/{id}", runs::get);
        routes.stream("/runs/{id}/events", runs::events).post("/runs/{id}/cancel", runs::cancel);
        var inbox = new InboxRoutes(host.inbox(), host.runs(), body);
        routes.get("/inbox", inbox::list).get("/inbox/{id}", inbox::get).post("/inbox/{id}", inbox::answer);
    }

    private void routeSessions(Routes routes, Body body) {
        var sessions = new SessionRoutes(host.conversations(), body);
        routes.get("/sessions", sessions::list)
                .get("/sessions/{id}", sessions::get)
                .patch("/sessions/{id}", sessions::rename)
                .delete("/sessions/{id}", sessions::delete)
                .get("/sessions/{id}/messages", sessions::messages)
                .get("/sessions/{id}/export", sessions::export)
                .post("/sessions/{id}/fork", sessions::fork);
    }

    private void routeDocuments(Routes routes, Body body) {
        var search = new SearchRoutes(host.search(), body);
        routes.get("/search", search::get).post("/search", search::post);
        var collections = new CollectionRoutes(host.documents(), body);
        routes.get("/collections", collections::list)
                .post("/collections", collections::create)
                .get("/collections/{name}", collections::get)
                .delete("/collections/{name}", collections::delete);
        var limits = new UploadLimits(settings.maxUploadBytes(), settings.bodyTime());
        var documents = new DocumentRoutes(host.documents(), streams, limits);
        routes
                .get("/documents", documents::list)
                .post("/documents", documents::upload)
                .get("/documents/{id}", documents::get)
                .delete("/documents/{id}", documents::delete)
                .get("/documents/{id}/content", documents::content)
                .get("/documents/{id}/chunks", documents::chunks)
                .stream("/documents/{id}/events", documents::events)
                .post("/documents/{id}/retry", documents::retry);
    }
}
