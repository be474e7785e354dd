package io.mcpagent.adapter.rest;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty below Javalin: its threads, its limits, and how it stops. */
final class JettySetup {
    /** For accepting and selecting alone; requests run on virtual threads. */
    private static final int PLATFORM_THREADS = 8;

    private static final int HEADER_BYTES = 8 << 10;
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** Connections that come at once, before they are accepted. */
    private static final int BACKLOG = 1_024;
    /** Names of documents and collections may have these signs, written with %. */
    private static final UriCompliance URIS =
            UriCompliance.from(EnumSet.of(Violation.AMBIGUOUS_PATH_SEPARATOR, Violation.AMBIGUOUS_PATH_ENCODING));

    private JettySetup() {}

    /** Requests run on the given executor's threads. */
    static void on(JettyConfig jetty, RestSettings settings, Executor requests) {
        var threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(requests);
        jetty.threadPool = threads;
        jetty.addConnector((server, http) -> connector(server, http, settings));
        jetty.modifyHttpConfiguration(JettySetup::limit);
        jetty.modifyServer(server -> {
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(settings.drainTime().toMillis());
            server.setErrorHandler(Problems::onJetty);
        });
        jetty.modifyServletContextHandler(context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        jetty.modifyServletContextHandler(context -> context.setErrorHandler(Problems::onJetty));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, RestSettings settings) {
        var connector = new ServerConnector(server, null, null, null, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.host().replaceAll("[\\[\\]]", ""));
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    private static void limit(HttpConfiguration http) {
        http.setUriCompliance(URIS);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
    }
}
