package io.mcpagent.adapter.mcp.server.http;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.dispatch.Shown;
import io.mcpagent.adapter.mcp.server.http.CallStream.Next;
import io.mcpagent.adapter.mcp.server.http.Turns.Turn;
import io.mcpagent.adapter.mcp.server.modern.MirroredHeaders;
import io.mcpagent.adapter.mcp.server.modern.ModernEra;
import io.mcpagent.adapter.mcp.server.modern.RequestMeta;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request of revision 2026-07-28: its answer is JSON, or a stream when something is told before it, or it is long in
 * coming. A client that closes the stream cancels the request.
 */
final class ModernHttp {
    private static final Logger LOG = LoggerFactory.getLogger(ModernHttp.class);

    private final ModernEra era;
    private final Turns calls;
    private final Turns streams;
    private final ExecutorService threads;
    private final Duration keepAlive;

    ModernHttp(ModernEra era, Turns calls, Turns streams, ExecutorService threads, Duration keepAlive) {
        this.era = era;
        this.calls = calls;
        this.streams = streams;
        this.threads = threads;
        this.keepAlive = keepAlive;
    }

    void post(Http http, Caller caller, Message.Request request) {
        try {
            var meta = checked(http, caller, request);
            var turns = ModernEra.isListening(request) ? streams : calls;
            turns.take(caller)
                    .ifPresentOrElse(
                            turn -> answer(http, caller, request, meta, turn),
                            () -> http.refuseForNow(429, "Too many of your requests are under way; end some first."));
        } catch (RpcFailure wrong) {
            http.json(400, new Message.Failure(request.id(), wrong.error()));
        }
    }

    private RequestMeta checked(Http http, Caller caller, Message.Request request) {
        var meta = RequestMeta.read(request.params());
        var headers = new MirroredHeaders(http::headers);
        headers.checkVersion(meta.version());
        meta.requireSupported();
        headers.checkMethod(request.method(), request.params());
        era.schemaOfCalled(caller, request).ifPresent(schema -> headers.checkArguments(schema, arguments(request)));
        return meta;
    }

    private static Json.Obj arguments(Message.Request request) {
        return request.params().get("arguments").orElseGet(Json::object) instanceof Json.Obj given
                ? given
                : Json.object();
    }

    private void answer(Http http, Caller caller, Message.Request request, RequestMeta meta, Turn turn) {
        var stream = new CallStream();
        // Whoever is first: the thread that answers, or the one that finds out that nobody waits for it.
        var isTaken = new AtomicBoolean();
        Future<?> work;
        try {
            work = threads.submit(() -> {
                if (isTaken.getAndSet(true)) return;
                try (turn) {
                    stream.end(answered(caller, request, meta, stream));
                }
            });
        } catch (RejectedExecutionException stopping) {
            turn.close();
            http.refuseForNow(503, "The server is stopping.");
            return;
        }
        try {
            pump(http, stream);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            if (isTaken.getAndSet(true)) work.cancel(true);
            else turn.close();
        }
    }

    private Optional<Message> answered(Caller caller, Message.Request request, RequestMeta meta, CallStream stream) {
        try {
            return Optional.of(era.answer(caller, request, meta, stream));
        } catch (RpcFailure failure) {
            return Optional.of(new Message.Failure(request.id(), failure.error()));
        } catch (CancellationException cancelled) {
            return Optional.empty();
        } catch (RuntimeException unexpected) {
            LOG.error("{} failed", Shown.of(request.method()), unexpected);
            return Optional.of(new Message.Failure(
                    request.id(), new RpcError(RpcError.INTERNAL_ERROR, "Something unexpected happened here.")));
        }
    }

    private void pump(Http http, CallStream stream) throws InterruptedException {
        var open = new AtomicReference<Optional<Events>>(Optional.empty());
        while (true) {
            switch (stream.next(keepAlive)) {
                case Next.Told(var message) -> opened(http, open).message(MessageWriter.bytes(message));
                case Next.Nothing nothing -> opened(http, open).comment();
                case Next.Answered(var message) -> {
                    open.get()
                            .ifPresentOrElse(
                                    events -> events.message(MessageWriter.bytes(message)),
                                    () -> http.json(status(message), message));
                    return;
                }
                case Next.Abandoned none -> {
                    if (open.get().isEmpty()) http.refuseForNow(503, "The request was cancelled.");
                    return;
                }
            }
        }
    }

    private static Events opened(Http http, AtomicReference<Optional<Events>> open) {
        var events = open.get().orElseGet(() -> Events.begin(http));
        open.set(Optional.of(events));
        return events;
    }

    private static int status(Message message) {
        if (!(message instanceof Message.Failure(var id, var error))) return 200;
        return switch (error.code()) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case RpcError.MISSING_CLIENT_CAPABILITY -> 400;
            default -> 200;
        };
    }
}
