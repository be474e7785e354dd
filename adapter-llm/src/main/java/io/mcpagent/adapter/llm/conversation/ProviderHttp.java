package io.mcpagent.adapter.llm.conversation;

import java.io.IOException;
import java.net.ProxySelector;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 to providers, read and written on the calling thread, over connections that are kept for a while. Calls are
 * limited by whoever makes them, and never repeated, redirected or given cookies here. Safe for use by many threads.
 */
final class ProviderHttp implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    /** What was left for longer is looked at before it is used again: servers close what they deem idle, and say nothing. */
    private static final TimeValue CHECKED = TimeValue.ofMilliseconds(500);
    /** After a burst, what nobody needs any more is closed. */
    private static final TimeValue KEPT = TimeValue.ofSeconds(30);

    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_HEADERS = 500;
    private static final String CONNECTION = "mcp-agent.connection";

    private final CloseableHttpClient client;

    private ProviderHttp(CloseableHttpClient client) {
        this.client = client;
    }

    static ProviderHttp open() {
        var limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                // What the JVM is told to trust.
                .useSystemProperties()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setValidateAfterInactivity(CHECKED)
                        .build())
                // The one used last is the likeliest to be open still; runs are limited, and not how many of them wait.
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .build();
        return new ProviderHttp(HttpClients.custom()
                .setConnectionManager(connections)
                .setRequestExecutor(new Telling())
                .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
                .evictIdleConnections(KEPT)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build());
    }

    /** The head of an answer, which has to be closed, after so long at most. */
    ClassicHttpResponse execute(HttpUriRequestBase request, HttpContext context, Timeout patience) throws IOException {
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(patience)
                .setProtocolUpgradeEnabled(false)
                .build());
        return client.executeOpen(null, request, context);
    }

    /** How long a read of the body waits from now on. */
    static void limit(HttpContext context, Timeout patience) {
        if (context.getAttribute(CONNECTION) instanceof HttpClientConnection open) open.setSocketTimeout(patience);
    }

    /** Cuts off what still runs. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /** Keeps with a call which connection it has. */
    private static final class Telling extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            HttpCoreContext.cast(context).setAttribute(CONNECTION, connection);
            return super.execute(request, connection, informed, context);
        }
    }
}
