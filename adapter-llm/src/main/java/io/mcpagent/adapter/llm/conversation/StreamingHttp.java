package io.mcpagent.adapter.llm.conversation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * HTTP for langchain4j on the calling thread. Its own client reads on another one, hides a refusal's headers, sees no
 * difference between an end and a cut, and waits without a limit once a reply has begun.
 *
 * <p>Throws {@link UpstreamFailure}, and {@link java.util.concurrent.CancellationException} when interrupted.
 */
final class StreamingHttp implements HttpClient {
    private static final long MOST_BYTES = 32L << 20;
    /** Of one event, in characters; a delta has some hundreds. */
    private static final int MOST_AT_ONCE = 4 << 20;

    private static final String DONE = "[DONE]";

    private final ProviderHttp http;
    private final ProviderSettings provider;
    private final ProviderFailures failures;

    StreamingHttp(ProviderHttp http, ProviderSettings provider, ProviderFailures failures) {
        this.http = http;
        this.provider = provider;
        this.failures = failures;
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser unused, ServerSentEventListener listener) {
        try (var connection = new Connection(failures, new Deadline(provider.limits()))) {
            var response = connection.send(http, translated(request));
            var type = Optional.ofNullable(response.getFirstHeader("content-type"))
                    .map(NameValuePair::getValue)
                    .orElse("nothing");
            if (!type.startsWith("text/event-stream")) throw failures.noStream(type);
            listener.onOpen(opened(response));
            if (read(connection, new Listening(listener))) listener.onClose();
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("every call streams");
    }

    /** Whether the reply came to its end: false when the listener wants no more of it. */
    private boolean read(Connection connection, Listening listening) {
        var lines = new EventLines();
        var left = MOST_BYTES;
        for (var bytes = connection.next(); bytes.hasRemaining(); bytes = connection.next()) {
            left -= bytes.remaining();
            if (left < 0) throw failures.flooded(MOST_BYTES);
            listening.hear(lines.after(bytes));
            if (listening.isCancelled()) return false;
            if (listening.isDone) {
                connection.finish();
                return true;
            }
        }
        listening.hear(lines.atTheEnd());
        if (!listening.isDone && !listening.isFinished) throw failures.cut();
        return !listening.isCancelled();
    }

    private final class Listening implements dev.langchain4j.http.client.sse.ServerSentEventParsingHandle {
        private final ServerSentEventListener listener;
        private final ServerSentEventContext context = new ServerSentEventContext(this);
        private boolean isCancelled;
        /** The stream said that it is at its end. */
        private boolean isDone;
        /** The model said why it stopped. */
        private boolean isFinished;

        Listening(ServerSentEventListener listener) {
            this.listener = listener;
        }

        void hear(List<String> events) {
            for (var event : events) {
                if (isCancelled || isDone) return;
                if (event.equals(DONE)) isDone = true;
                else listener.onEvent(new ServerSentEvent(null, checked(event)), context);
            }
        }

        private String checked(String event) {
            if (event.length() > MOST_AT_ONCE) throw failures.flooded(MOST_AT_ONCE);
            var glance = ChunkGlance.at(event).orElseThrow(failures::unreadable);
            isFinished |= glance.isLast();
            return glance.isRemarkable() ? sound(event) : event;
        }

        private String sound(String event) {
            var node = JsonTrees.parse(event).orElseThrow(failures::unreadable);
            if (!(node instanceof ObjectNode chunk)) throw failures.unreadable();
            if (chunk.hasNonNull("error")) throw failures.broken(chunk.get("error"));
            if (!chunk.has("usage") || Usage.isSound(chunk.get("usage"))) return event;
            chunk.remove("usage");
            return chunk.toString();
        }

        @Override
        public void cancel() {
            isCancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return isCancelled;
        }
    }

    private static HttpUriRequestBase translated(HttpRequest request) {
        var translated = new HttpUriRequestBase(request.method().name(), URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> translated.addHeader(name, value)));
        var body = request.body();
        if (body != null) translated.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
        return translated;
    }

    private static SuccessfulHttpResponse opened(ClassicHttpResponse response) {
        return SuccessfulHttpResponse.builder()
                .statusCode(response.getCode())
                .headers(Connection.headers(response))
                .build();
    }

    /** Time limits are the provider's: what langchain4j would set is not heeded. */
    HttpClientBuilder builder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return provider.limits().silence();
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration timeout) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return provider.limits().silence();
            }

            @Override
            public HttpClientBuilder readTimeout(Duration timeout) {
                return this;
            }

            @Override
            public HttpClient build() {
                return StreamingHttp.this;
            }
        };
    }
}
