package io.mcpagent.adapter.llm.conversation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The HTTP that all providers share: what is connected stays so for the next call. Safe for use by many threads. */
final class ModelHttp implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int IDLE_CONNECTIONS = 64;
    private static final int IDLE_SECONDS = 60;

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            // Each call has limits of its own, and one thread looks after all of them.
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
            .socketFactory(new InterruptibleSockets())
            .fastFallback(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();

    private final Watch watch = Watch.start();

    Call call(Request request) {
        return client.newCall(request);
    }

    Watch watch() {
        return watch;
    }

    /** Closes what is idle: the next call makes a connection of its own. */
    void forgetIdle() {
        client.connectionPool().evictAll();
    }

    /** Cuts off what still runs. */
    @Override
    public void close() {
        watch.close();
        client.connectionPool().evictAll();
    }
}
