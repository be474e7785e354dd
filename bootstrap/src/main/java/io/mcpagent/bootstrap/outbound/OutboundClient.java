package io.mcpagent.bootstrap.outbound;

import java.net.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Calls what the rules let through, and nothing else.
 *
 * <p>No proxy, no cookies, no cache, no repeated request. HTTP/1.1 alone: an HTTP/2 connection may serve other hosts than
 * the one that was checked. {@code Accept-Encoding} and {@code Host} are the client's own.
 */
public final class OutboundClient implements AutoCloseable {
    private static final int IDLE_CONNECTIONS = 8;
    /** Many servers close a connection after five; one that is used just then breaks, and nobody knows what was done. */
    private static final int IDLE_SECONDS = 2;

    private final Resolver resolver;
    private final OkHttpClient client;

    private OutboundClient(OutboundSettings settings, Resolver resolver) {
        this.resolver = resolver;
        this.client = new OkHttpClient.Builder()
                .addInterceptor(new Limits(settings))
                .addInterceptor(new Hops(settings, resolver))
                .dns(Resolver.NONE)
                .socketFactory(new CheckedSockets(settings.rules()))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(settings.connect())
                .readTimeout(settings.silence())
                .writeTimeout(settings.silence())
                .callTimeout(settings.whole())
                .build();
    }

    public static OutboundClient open(OutboundSettings settings) {
        return open(settings, Dns.SYSTEM);
    }

    /** With another answer to what a name stands for. */
    static OutboundClient open(OutboundSettings settings, Dns names) {
        return new OutboundClient(settings, new Resolver(names, settings.connect()));
    }

    /**
     * The calls of this client are executed, not enqueued. {@code execute} and the reading of a body throw, in the place of
     * an {@link java.io.IOException}:
     *
     * <ul>
     *   <li>{@code InvalidRequest} with {@code outbound_refused} for what may not be called, also behind a redirect; whether
     *       a name is unknown or stands for an address that is refused is not told
     *   <li>{@code UpstreamFailure} with {@code outbound_failed}, {@code outbound_timeout}, {@code outbound_too_large},
     *       {@code outbound_redirects} or {@code outbound_encoding}
     *   <li>{@link java.util.concurrent.CancellationException} when the thread was interrupted or the call cancelled
     * </ul>
     */
    public Call.Factory calls() {
        return client;
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        resolver.close();
    }
}
