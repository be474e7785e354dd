package io.mcpagent.adapter.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.mcpagent.adapter.rest.access.ApiKeyRoutes;
import io.mcpagent.adapter.rest.access.AuditRoutes;
import io.mcpagent.adapter.rest.access.AuthRoutes;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.access.Cors;
import io.mcpagent.adapter.rest.access.Doorkeeper;
import io.mcpagent.adapter.rest.access.GrantRoutes;
import io.mcpagent.adapter.rest.access.OidcRoutes;
import io.mcpagent.adapter.rest.access.ProtectedResource;
import io.mcpagent.adapter.rest.access.SecurityHeaders;
import io.mcpagent.adapter.rest.access.UserRoutes;
import io.mcpagent.adapter.rest.agent.AgentRoutes;
import io.mcpagent.adapter.rest.conditional.Conditional;
import io.mcpagent.adapter.rest.conversation.ChatRoutes;
import io.mcpagent.adapter.rest.conversation.SessionRoutes;
import io.mcpagent.adapter.rest.document.CollectionRoutes;
import io.mcpagent.adapter.rest.document.DocumentRoutes;
import io.mcpagent.adapter.rest.document.UploadLimits;
import io.mcpagent.adapter.rest.idempotency.CreatedOnce;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.openapi.Api;
import io.mcpagent.adapter.rest.openapi.DocsPage;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.adapter.rest.ratelimit.Addresses;
import io.mcpagent.adapter.rest.ratelimit.RequestLimits;
import io.mcpagent.adapter.rest.retrieval.SearchRoutes;
import io.mcpagent.adapter.rest.run.InboxRoutes;
import io.mcpagent.adapter.rest.run.OpenStreams;
import io.mcpagent.adapter.rest.run.RunRoutes;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.adapter.rest.tool.ToolRoutes;
import io.mcpagent.adapter.rest.tool.ToolServerRoutes;
import io.mcpagent.adapter.rest.tool.ToolSignInRoutes;
import io.mcpagent.domain.failure.Conflict;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. It takes requests from the moment on that it is open. */
public final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    /** Whoever asks is no user of ours, and what is shown says nothing of any. */
    private static final String CLIENT_METADATA = "/oauth/client-metadata.json";

    private static final int BUFFER_BYTES = 4 << 10;

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
        this.streams = new OpenStreams(settings.limits().maxStreams());
        this.certificate = settings.front().tls().map(TlsCertificate::open);
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
        host.mcp().ifPresent(RestHost.Mcp::end);
        try {
            javalin.stop();
        } catch (JavalinException tooSlow) {
            LOG.warn(
                    "Requests that ran longer than server.drain-time ({}) were ended",
                    settings.limits().drainTime());
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
        // Made anew for each answer, most of which are short.
        config.http.responseBufferSize = BUFFER_BYTES;
        // Event streams are written past it, as it would gather them.
        config.http.compressionStrategy = Conditional.PACKING;
        JettySetup.on(config.jetty, settings, certificate, requests);
        // Elsewhere a name says nothing, and whoever has no token gets nowhere.
        var doorkeeper = new Doorkeeper(
                name -> !settings.isLocal() || RestSettings.isLoopback(name),
                new Cors(settings.front().allowedOrigins()));
        var callers = new Callers(host.access().authentication(), settings.isLocal(), host.ownerToken());
        var api = new Api(sections(callers));
        var limits = new RequestLimits(host.rateLimits(), settings.rates());
        config.routes.before(RequestIds::begin);
        config.routes.before(context -> SecurityHeaders.set(context::header));
        config.routes.before(context -> context.res().addHeader("Vary", "Accept-Encoding"));
        if (certificate.isPresent() && !settings.isLocal())
            config.routes.before(context -> SecurityHeaders.strictTransport(context::header));
        config.routes.before(new Addresses(settings.front().trustedProxies())::find);
        config.routes.before(doorkeeper::check);
        config.routes.before(limits.aroundIdentifying(callers.checkAllBut(api.openPaths())));
        config.routes.after(context -> RequestIds.end());
        Problems.on(config);
        api.mount(config, limits::around);
        DocsPage.mount(config);
        host.mcp().ifPresent(mcp -> mcp(mcp, callers, limits).mount(config));
        host.clientMetadata()
                .ifPresent(document -> config.routes.get(CLIENT_METADATA, context -> Answers.ok(context, document)));
    }

    private McpRoutes mcp(RestHost.Mcp mcp, Callers callers, RequestLimits limits) {
        return new McpRoutes(mcp, new ProtectedResource(settings.front().publicUrl(), mcp.scopes()), callers, limits);
    }

    /** In the order in which one meets them. */
    private List<Section> sections(Callers callers) {
        var body = new Body(settings.limits().maxBodyBytes(), settings.limits().bodyTime());
        var uploads = new UploadLimits(
                settings.limits().maxUploadBytes(), settings.limits().bodyTime());
        var once = new CreatedOnce(host.idempotency());
        return List.of(
                new AuthRoutes(host.access(), callers, body).section(),
                new OidcRoutes(host.access().externalLogins(), settings.front().publicUrl()).section(),
                new UserRoutes(host.access().users(), body, once).section(),
                new ApiKeyRoutes(host.access().keys(), body, once).section(),
                new AuditRoutes(host.access().audit()).section(),
                new ChatRoutes(host.chat(), host.runs(), streams, body).section(),
                new RunRoutes(host.runs(), streams).section(),
                new InboxRoutes(host.inbox(), host.runs(), body).section(),
                new SessionRoutes(host.conversations(), body, once).section(),
                new CollectionRoutes(host.documents(), body, once).section(),
                new DocumentRoutes(host.documents(), streams, uploads).section(),
                new SearchRoutes(host.search(), body).section(),
                new AgentRoutes(host.agents(), body, once).section(),
                new GrantRoutes(host.collectionGrants(), host.agentGrants(), body).section(),
                new ToolRoutes(host.tools(), body).section(),
                new ToolServerRoutes(host.toolServers(), host.toolPins(), body, once).section(),
                new ToolSignInRoutes(host.toolSignIns(), body).section(),
                new HealthRoutes(stopping::get).section());
    }
}
