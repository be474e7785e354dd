package io.mcpagent.adapter.rest;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
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
    static void on(JettyConfig jetty, RestSettings settings, Optional<TlsCertificate> certificate, Executor requests) {
        var threads = new QueuedThreadPool(PLATFORM_THREADS, 2);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(requests);
        jetty.threadPool = threads;
        jetty.addConnector((server, http) -> connector(server, http, settings, certificate));
        jetty.modifyHttpConfiguration(JettySetup::limit);
        jetty.modifyServer(server -> {
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(settings.limits().drainTime().toMillis());
            server.setErrorHandler(Problems::onJetty);
        });
        jetty.modifyServletContextHandler(context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
        jetty.modifyServletContextHandler(context -> context.setErrorHandler(Problems::onJetty));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, RestSettings settings, Optional<TlsCertificate> certificate) {
        var protocols = certificate.map(shown -> encrypted(http, shown)).orElseGet(() ->
                new ConnectionFactory[] {new HttpConnectionFactory(http)});
        var connector = new ServerConnector(server, null, null, null, 1, 1, protocols);
        connector.setHost(settings.host().replaceAll("[\\[\\]]", ""));
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    /** TLS, and within it HTTP/2 for clients that know it. */
    private static ConnectionFactory[] encrypted(HttpConfiguration http, TlsCertificate certificate) {
        var secure = new HttpConfiguration(http);
        // Which name is meant is for clients to check, who may come by an address too.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        var one = new HttpConnectionFactory(secure);
        var two = new HTTP2ServerConnectionFactory(secure);
        var choice = new ALPNServerConnectionFactory(two.getProtocol(), one.getProtocol());
        choice.setDefaultProtocol(one.getProtocol());
        var tls = new SslConnectionFactory(certificate.context(), choice.getProtocol());
        return new ConnectionFactory[] {tls, choice, two, one};
    }

    private static void limit(HttpConfiguration http) {
        http.setUriCompliance(URIS);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        // Else each connection keeps a table of 100 KB, for headers that it may send again.
        http.setHeaderCacheSize(0);
    }
}
