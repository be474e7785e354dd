package io.mcpagent.adapter.llm.conversation;

import io.mcpagent.adapter.llm.conversation.ByteFlow.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One exchange with a provider on the calling thread, closed whenever it is left. An interrupt leaves it by a {@link
 * CancellationException} and stays set.
 */
final class Connection implements AutoCloseable {
    private static final int SUCCESS = 2;
    private static final int CLASS = 100;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final long LAST_BYTES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProviderFailures failures;
    private final Deadline deadline;
    private final ByteFlow body = new ByteFlow();

    Connection(ProviderFailures failures, Deadline deadline) {
        this.failures = failures;
        this.deadline = deadline;
    }

    /** The head of a success; every other answer is thrown. */
    HttpResponse<?> send(HttpClient http, HttpRequest.Builder request) {
        var response = head(http, request);
        if (response.statusCode() / CLASS == SUCCESS) return response;
        throw failures.refused(response.statusCode(), response.headers(), rest());
    }

    private HttpResponse<ByteFlow> head(HttpClient http, HttpRequest.Builder request) {
        if (deadline.isOver()) throw failures.silent(deadline.exceeded());
        try {
            // Not sendAsync, which takes each answer through a thread of the common pool.
            return http.send(request.timeout(Duration.ofNanos(deadline.nanos())).build(), head -> body);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (HttpConnectTimeoutException e) {
            throw failures.unreachable(e);
        } catch (HttpTimeoutException e) {
            throw failures.silent(deadline.exceeded());
        } catch (IOException e) {
            throw failures.unreachable(e);
        }
    }

    /** The next bytes of the body; none at its end. */
    List<ByteBuffer> next() {
        if (deadline.isOver()) throw failures.silent(deadline.exceeded());
        try {
            return switch (body.take(deadline.nanos())) {
                case Part.Bytes(var buffers) -> buffers;
                case Part.End ignored -> List.of();
                case Part.Broken ignored -> throw failures.cut();
            };
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (TimeoutException e) {
            throw failures.silent(deadline.exceeded());
        }
    }

    /** What is left of the body, of a long one the beginning. */
    String rest() {
        var text = new ByteArrayOutputStream();
        for (var bytes = next(); !bytes.isEmpty() && text.size() < LONGEST_TEXT; bytes = next()) {
            for (var buffer : bytes) {
                var copy = new byte[buffer.remaining()];
                buffer.get(copy);
                text.writeBytes(copy);
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Reads the formal end of a body that has said all, or the connection could not be used again. */
    void finish() {
        try {
            while (body.take(LAST_BYTES_NANOS) instanceof Part.Bytes) {}
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException staysOpen) {
            // Then it is closed with the rest.
            return;
        }
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted while the model was asked");
    }

    @Override
    public void close() {
        body.close();
    }
}
