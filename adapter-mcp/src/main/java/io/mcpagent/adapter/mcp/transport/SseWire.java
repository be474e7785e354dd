package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.domain.failure.AgentFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The HTTP of 2024-11-05: all that the server says comes on one stream, which says first where to post. */
public final class SseWire implements Wire {
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final URI url;
    private final HttpSender sender;
    private final SharedWire shared;
    private final CompletableFuture<URI> endpoint = new CompletableFuture<>();
    private volatile @Nullable Call stream;

    private SseWire(
            URI url, Map<String, String> headers, Call.Factory calls, Credentials credentials, Listener listener) {
        this.url = url;
        this.sender = new HttpSender(calls, headers, credentials);
        this.shared = new SharedWire(listener);
    }

    /**
     * Opens the stream.
     *
     * @param patience until the server has said where to post
     * @throws WireFailure when it does not
     */
    public static SseWire connect(
            URI url,
            Map<String, String> headers,
            Call.Factory calls,
            Credentials credentials,
            Listener listener,
            Duration patience) {
        var wire = new SseWire(url, headers, calls, credentials, listener);
        Thread.ofVirtual().name("tool-server-stream").start(wire::read);
        try {
            wire.endpoint.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return wire;
        } catch (InterruptedException e) {
            wire.close();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a tool server was waited for");
        } catch (TimeoutException e) {
            wire.close();
            throw new WireFailure(WireFailure.Kind.SILENT, "The server did not say where to send messages to.", e);
        } catch (ExecutionException e) {
            wire.close();
            throw e.getCause() instanceof WireFailure known
                    ? known
                    : new WireFailure(WireFailure.Kind.UNREACHABLE, "The server can't be reached.", e);
        }
    }

    @Override
    public Exchange begin(Message.Request request, Map<String, String> headers, Consumer<? super Exchange> registered) {
        var exchange = shared.register(request.id());
        registered.accept(exchange);
        try {
            send(request, headers);
            return exchange;
        } catch (RuntimeException failure) {
            exchange.close();
            throw failure;
        }
    }

    @Override
    public void send(Message message, Map<String, String> headers) {
        var current = new AtomicReference<@Nullable Call>();
        try (var watchdog = new Watchdog(SHORT, () -> cancel(current.get()));
                var response = sender.send(
                        HttpSender.post(endpoint.join(), MessageWriter.bytes(message)), headers, current::set)) {
            if (watchdog.barked()) throw new WireFailure(WireFailure.Kind.SILENT, "The server did not take a message.");
            if (!response.isSuccessful()) throw HttpSender.refusal(response);
        }
    }

    private static void cancel(@Nullable Call call) {
        if (call != null) call.cancel();
    }

    private void read() {
        var request = new Request.Builder().url(url.toString()).header("Accept", "text/event-stream");
        try (var response = sender.send(request, Map.of(), call -> stream = call)) {
            if (!response.isSuccessful()) throw HttpSender.refusal(response);
            var events = new EventReader(response.body().byteStream());
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                if (event.get().type().equals("endpoint"))
                    endpoint.complete(address(event.get().data()));
                else if (!shared.receive(event.get().data().getBytes(StandardCharsets.UTF_8)))
                    throw new WireFailure(WireFailure.Kind.GARBLED, "The server's stream has no messages.");
            }
            end(new WireFailure(WireFailure.Kind.BROKEN, "The server's stream has ended."));
        } catch (WireFailure failure) {
            end(failure);
        } catch (IOException | AgentFailure | CancellationException broken) {
            end(new WireFailure(WireFailure.Kind.BROKEN, "The server's stream broke.", broken));
        } finally {
            // Whatever else ended the reading: nobody waits for a wire that nobody reads.
            end(new WireFailure(WireFailure.Kind.BROKEN, "The server's stream could not be read."));
        }
    }

    /** On the server's own origin, or a stream could have our credentials sent elsewhere. */
    private URI address(String data) {
        try {
            var address = url.resolve(data.strip());
            if (address.getScheme().equals(url.getScheme())
                    && address.getRawAuthority().equals(url.getRawAuthority())) return address;
        } catch (IllegalArgumentException noAddress) {
            throw new WireFailure(
                    WireFailure.Kind.GARBLED, "The server names no address to send messages to.", noAddress);
        }
        throw new WireFailure(WireFailure.Kind.GARBLED, "The server wants messages sent to another host.");
    }

    private void end(WireFailure why) {
        endpoint.completeExceptionally(why);
        shared.end(why);
    }

    @Override
    public boolean isOpen() {
        return shared.isOpen();
    }

    @Override
    public void close() {
        cancel(stream);
        end(new WireFailure(WireFailure.Kind.BROKEN, "The connection was closed."));
    }
}
