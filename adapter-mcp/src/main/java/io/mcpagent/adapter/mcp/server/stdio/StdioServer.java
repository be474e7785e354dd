package io.mcpagent.adapter.mcp.server.stdio;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.adapter.mcp.protocol.MessageWriter;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.InFlight;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.legacy.Hello;
import io.mcpagent.adapter.mcp.server.legacy.LegacySession;
import io.mcpagent.adapter.mcp.server.modern.ModernEra;
import io.mcpagent.adapter.mcp.server.modern.RequestMeta;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.domain.access.Caller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client, which started this process and talks to it over its standard streams. */
public final class StdioServer {
    private static final Logger LOG = LoggerFactory.getLogger(StdioServer.class);
    private static final int MOST_CALLS = 64;
    /** How long what is under way has when the client said its last word. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Offer offer;
    private final ModernEra era;
    private final Caller caller;
    private final Limits limits;
    private final Outlet outlet;
    private final InFlight inFlight = new InFlight();
    private final Semaphore calls = new Semaphore(MOST_CALLS);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mcp-call-", 0).factory());
    private volatile Optional<LegacySession> session = Optional.empty();

    /**
     * What a client may do.
     *
     * @param mostBytes of a message
     * @param patience how long it may take to answer what it is asked
     */
    public record Limits(int mostBytes, Duration patience) {}

    public StdioServer(Offer offer, ModernEra era, Caller caller, Limits limits, OutputStream out) {
        this.offer = offer;
        this.era = era;
        this.caller = caller;
        this.limits = limits;
        this.outlet = new LineOutlet(out);
    }

    /**
     * Answers what comes until there is no more, or the calling thread is interrupted; then what is under way has a moment
     * left.
     */
    public void serve(InputStream in) {
        // Nothing but the client can end a reading of these streams, so it is not this thread that reads.
        var reader = Thread.ofPlatform().daemon().name("mcp-input").start(() -> read(in));
        try {
            reader.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void read(InputStream in) {
        var lines = new Lines(new BufferedInputStream(in), limits.mostBytes);
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank()) take(line.get());
            }
        } catch (IOException broken) {
            LOG.debug("The client's end of the line broke", broken);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("A request came as the server stops", stopping);
        }
    }

    private void end() {
        era.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS)) threads.shutdownNow();
        } catch (InterruptedException stopping) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        session.ifPresent(LegacySession::close);
        inFlight.clear();
    }

    private void take(Lines.Line line) {
        if (!line.isWhole()) {
            fail(
                    Optional.empty(),
                    RpcError.INVALID_REQUEST,
                    "A message has at most %d bytes.".formatted(limits.mostBytes));
            return;
        }
        try {
            switch (MessageReader.one(line.bytes())) {
                case Message.Request request -> begin(request);
                case Message.Notification told -> told(told);
                case Message other -> session.ifPresent(talk -> talk.take(other));
            }
        } catch (Malformed malformed) {
            outlet.send(malformed.answer());
        }
    }

    private void told(Message.Notification told) {
        session.ifPresent(talk -> talk.take(told));
        if (told.method().equals("notifications/cancelled"))
            RequestId.in(told.params().get("requestId")).ifPresent(inFlight::cancel);
    }

    private void begin(Message.Request request) {
        if (request.method().equals(Hello.METHOD) && !RequestMeta.isIn(request.params())) {
            greet(request);
        } else if (calls.tryAcquire()) {
            var talk = session.filter(known -> !RequestMeta.isIn(request.params()));
            threads.execute(() -> {
                try {
                    answer(request, talk);
                } finally {
                    calls.release();
                }
            });
        } else
            fail(
                    Optional.of(request.id()),
                    RpcError.INTERNAL_ERROR,
                    "Too many requests are under way; end some first.");
    }

    private void greet(Message.Request request) {
        try {
            var begun = new LegacySession(offer, caller, Hello.read(request), outlet, limits.patience);
            session.ifPresent(LegacySession::close);
            session = Optional.of(begun);
            outlet.send(begun.greeting(request.id()));
        } catch (RpcFailure wrong) {
            outlet.send(new Message.Failure(request.id(), wrong.error()));
        }
    }

    private void answer(Message.Request request, Optional<LegacySession> talk) {
        try {
            outlet.send(talk.isPresent() ? talk.get().answer(caller, request, outlet) : modern(request));
        } catch (RpcFailure failure) {
            outlet.send(new Message.Failure(request.id(), failure.error()));
        } catch (CancellationException cancelled) {
            LOG.debug("A request was cancelled", cancelled);
        } catch (RuntimeException unexpected) {
            LOG.error("A request failed", unexpected);
            fail(Optional.of(request.id()), RpcError.INTERNAL_ERROR, "Something unexpected happened here.");
        }
    }

    private Message modern(Message.Request request) {
        var meta = RequestMeta.read(request.params());
        meta.requireSupported();
        return inFlight.during(request.id(), () -> era.answer(caller, request, meta, outlet));
    }

    private void fail(Optional<RequestId> id, int code, String message) {
        outlet.send(new Message.Failure(id, new RpcError(code, message)));
    }

    /** Whoever waits for the client here waits for a pipe, which is all that there is. */
    private record LineOutlet(OutputStream out) implements Outlet {
        @Override
        public void send(Message message) {
            var json = MessageWriter.bytes(message);
            var line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            synchronized (out) {
                try {
                    out.write(line);
                    out.flush();
                } catch (IOException gone) {
                    LOG.debug("The client is gone", gone);
                }
            }
        }
    }
}
