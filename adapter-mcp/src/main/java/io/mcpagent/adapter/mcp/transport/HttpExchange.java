package io.mcpagent.adapter.mcp.transport;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A request over Streamable HTTP, read on the thread that waits for it. */
final class HttpExchange implements Exchange {
    private static final int MOST_RESUMPTIONS = 10;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final HttpWire wire;
    private final Message.Request request;
    private final Map<String, String> headers;
    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile @Nullable Call current;
    private volatile @Nullable Response open;
    private volatile boolean isAnswered;
    private boolean isSent;
    private @Nullable EventReader events;
    private int resumptions;
    private volatile boolean isClosed;

    HttpExchange(HttpWire wire, Message.Request request, Map<String, String> headers) {
        this.wire = wire;
        this.request = request;
        this.headers = headers;
    }

    @Override
    public Message next(Duration patience) {
        try (var watchdog = new Watchdog(patience, this::cancel)) {
            try {
                for (var message = waiting.poll(); ; message = waiting.poll()) {
                    if (message != null) return message;
                    read();
                }
            } catch (IOException | UpstreamFailure | CancellationException | WireFailure e) {
                throw failure(e, watchdog.barked(), patience);
            }
        }
    }

    private RuntimeException failure(Exception e, boolean late, Duration patience) {
        if (late)
            return new WireFailure(
                    WireFailure.Kind.SILENT,
                    "The server has sent nothing for %d seconds.".formatted(patience.toSeconds()),
                    e);
        if (e instanceof WireFailure known) return known;
        if (e instanceof CancellationException cancelled) return cancelled;
        if (e instanceof UpstreamFailure upstream) return HttpSender.ofGuard(upstream);
        return HttpSender.broken(e instanceof IOException io ? io : new IOException(e));
    }

    private void read() throws IOException {
        if (!isSent) {
            isSent = true;
            begin(wire.post(request, headers, call -> current = call));
        } else if (events == null)
            throw new WireFailure(WireFailure.Kind.GARBLED, "The server's answer has no response.");
        else {
            var event = events.next();
            if (event.isPresent()) {
                var data = event.get().data();
                if (!data.isEmpty()) receive(data.getBytes(StandardCharsets.UTF_8));
            } else resume(events);
        }
    }

    private void begin(Response response) throws IOException {
        if (!response.isSuccessful()) throw HttpSender.refusal(response);
        var type = Optional.ofNullable(response.header("Content-Type")).orElse("nothing");
        if (type.startsWith("text/event-stream")) follow(response);
        else if (type.startsWith("application/json")) {
            var bytes = response.body().byteStream().readNBytes(Limits.MESSAGE + 1);
            response.close();
            if (bytes.length > Limits.MESSAGE)
                throw new WireFailure(WireFailure.Kind.GARBLED, "The server's answer is too large.");
            receive(bytes);
        } else {
            response.close();
            throw new WireFailure(
                    WireFailure.Kind.GARBLED,
                    "The server answered with %s instead of JSON or a stream of events."
                            .formatted(type.replaceAll("[^a-z0-9/+.;= -]", "?")));
        }
    }

    private void resume(EventReader ended) throws IOException {
        var last = ended.lastId();
        if (!wire.isResumable() || isClosed || last.isEmpty() || ++resumptions > MOST_RESUMPTIONS)
            throw new WireFailure(WireFailure.Kind.BROKEN, "The stream ended before the server had answered.");
        if (isCancelledWithin(ended.retry().orElse(RETRY)))
            throw new WireFailure(WireFailure.Kind.BROKEN, "The connection was closed.");
        follow(again(last));
    }

    /** The server says how long to wait, but the patience of whoever reads ends it as well. */
    private boolean isCancelledWithin(Duration wait) {
        try {
            return cancelled.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a tool server was waited for");
        }
    }

    /** Whatever is wrong now, the server has got the request, and may have done what it was asked for. */
    private Response again(Optional<String> last) {
        try {
            var response = wire.get(headers, last, call -> current = call);
            if (response.isSuccessful()) return response;
            throw HttpSender.refusal(response);
        } catch (WireFailure failure) {
            throw new WireFailure(
                    WireFailure.Kind.BROKEN,
                    "The stream ended before the server had answered, and can't be taken up again. " + failure.text(),
                    failure);
        }
    }

    private void follow(Response response) {
        open = response;
        events = new EventReader(response.body().byteStream());
    }

    private void receive(byte[] bytes) {
        try {
            for (var message : MessageReader.some(bytes)) {
                if (isOurs(message)) {
                    waiting.add(message);
                    isAnswered |= !(message instanceof Message.Notification);
                } else if (message instanceof Message.Request || message instanceof Message.Notification)
                    wire.listener().hear(message, Optional.of(this));
            }
        } catch (Malformed e) {
            throw new WireFailure(WireFailure.Kind.GARBLED, "The server's answer is no message. " + e.getMessage(), e);
        }
    }

    private boolean isOurs(Message message) {
        return switch (message) {
            case Message.Result(var id, var result) -> id.equals(request.id());
            case Message.Failure(var id, var error) -> id.isEmpty() || id.get().equals(request.id());
            case Message.Notification(var method, var params) ->
                method.equals("notifications/progress")
                        && SharedWire.token(params).equals(Optional.of(request.id()));
            case Message.Request asked -> false;
        };
    }

    @Override
    public void offer(Message message) {
        if (waiting.size() < Limits.WAITING) waiting.add(message);
    }

    @Override
    public boolean isAnswered() {
        return isAnswered;
    }

    @Override
    public boolean isCancelledByClosing() {
        return wire.isCancelledByClosing();
    }

    private void cancel() {
        isClosed = true;
        cancelled.countDown();
        wire.cancel(current);
    }

    /** After the answer the connection is kept: the stream has nothing more. */
    @Override
    public void close() {
        if (!isAnswered) cancel();
        isClosed = true;
        var response = open;
        if (response != null) response.close();
        wire.ended(current);
    }
}
