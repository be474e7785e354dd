package io.mcpagent.adapter.mcp.server.http;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.MessageReader;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.server.http.Turns.Turn;
import io.mcpagent.adapter.mcp.server.legacy.Sessions;
import io.mcpagent.adapter.mcp.server.modern.ModernEra;
import io.mcpagent.adapter.mcp.server.modern.RequestMeta;
import io.mcpagent.domain.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one address at which both eras are served. Whoever calls has found out who asks, and keeps strange web pages out. */
public final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    /** Messages of one user that are being read at once. */
    private static final int BODIES_OF_USER = 16;

    private final Limits limits;
    private final Turns bodies = new Turns(BODIES_OF_USER);
    private final Sessions sessions;
    private final ModernEra era;
    private final ModernHttp modern;
    private final LegacyHttp legacy;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mcp-call-", 0).factory());

    /**
     * What requests may take.
     *
     * @param bodyTime how long a body may take to arrive
     * @param callsOfUser requests of one user that are under way at once
     * @param streamsOfUser streams of one user that are open at once, for what is told unasked
     * @param keepAlive how often something is written on a silent stream, which finds out whether somebody is there
     */
    public record Limits(
            int mostBodyBytes, Duration bodyTime, int callsOfUser, int streamsOfUser, Duration keepAlive) {}

    public Endpoint(Limits limits, Sessions sessions, ModernEra era) {
        this.limits = limits;
        this.sessions = sessions;
        this.era = era;
        var calls = new Turns(limits.callsOfUser);
        var streams = new Turns(limits.streamsOfUser);
        this.modern = new ModernHttp(era, calls, streams, threads, limits.keepAlive);
        this.legacy = new LegacyHttp(sessions, calls, streams, threads, limits.keepAlive);
    }

    /**
     * Answers one request, on the calling thread, however long that takes.
     *
     * @param another called before each further request that came along with it; what it throws, that one is refused with
     */
    public void serve(Caller caller, HttpServletRequest request, HttpServletResponse response, Runnable another) {
        var http = new Http(request, response, another);
        try {
            switch (request.getMethod()) {
                case "POST" -> post(http, caller);
                case "GET" -> get(http, caller);
                case "DELETE" -> legacy.delete(http, caller);
                case String other -> {
                    response.setHeader("Allow", "GET, POST, DELETE");
                    http.refuse(405, "This address takes GET, POST and DELETE.");
                }
            }
        } catch (ClientGone gone) {
            LOG.debug("A client went away", gone);
        } catch (CancellationException stopping) {
            LOG.debug("A stream ended as the server stops", stopping);
        }
    }

    /** Takes nothing any more and ends the streams; what is under way has a moment left. */
    @Override
    public void close() {
        threads.shutdown();
        era.close();
        sessions.close();
        try {
            if (threads.awaitTermination(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private void get(Http http, Caller caller) {
        if (http.accepts(Http.EVENTS)) legacy.get(http, caller);
        else http.refuse(406, "A GET is answered by text/event-stream alone; accept it.");
    }

    private void post(Http http, Caller caller) {
        if (!http.hasJson()) http.refuse(415, "Send JSON, with Content-Type: application/json.");
        else if (!http.accepts(Http.JSON) || !http.accepts(Http.EVENTS))
            http.refuse(406, "Accept both application/json and text/event-stream.");
        else
            bodies.take(caller)
                    .ifPresentOrElse(
                            turn -> post(http, caller, turn),
                            () -> http.refuseForNow(
                                    429, "Too many of your messages are on their way; send them in turn."));
    }

    private void post(Http http, Caller caller, Turn turn) {
        Body.Taken body;
        try (turn) {
            body = Body.take(http, limits.mostBodyBytes, limits.bodyTime);
        }
        switch (body) {
            case Body.Taken.Whole(var bytes) -> read(http, caller, bytes);
            case Body.Taken.TooLarge none ->
                http.hangUp(413, "A message has at most %d bytes.".formatted(limits.mostBodyBytes));
            case Body.Taken.TooSlow none -> http.hangUp(408, "The message did not arrive in time.");
        }
    }

    private void read(Http http, Caller caller, byte[] bytes) {
        List<Message> messages;
        try {
            messages = MessageReader.some(bytes);
        } catch (Malformed malformed) {
            http.json(400, malformed.answer());
            return;
        }
        if (isBatch(bytes)) legacy.post(http, caller, messages);
        else one(http, caller, messages.getFirst());
    }

    private void one(Http http, Caller caller, Message message) {
        if (!isModern(http, message)) legacy.post(http, caller, message);
        else
            switch (message) {
                case Message.Request request -> modern.post(http, caller, request);
                // There is none that this revision gives a meaning here.
                case Message.Notification told -> http.status(202);
                case Message.Result answer -> http.refuse(400, "This server asks nothing that could be answered.");
                case Message.Failure answer -> http.refuse(400, "This server asks nothing that could be answered.");
            }
    }

    private static boolean isModern(Http http, Message message) {
        if (message instanceof Message.Request request && RequestMeta.isIn(request.params())) return true;
        return http.headers("MCP-Protocol-Version").stream()
                .anyMatch(version -> Revision.of(version)
                        .filter(revision -> revision.era() == Revision.Era.LEGACY)
                        .isEmpty());
    }

    /** As JSON is written: after white space at most. */
    private static boolean isBatch(byte[] bytes) {
        var first = 0;
        while (first < bytes.length && Character.isWhitespace(bytes[first])) first++;
        return first < bytes.length && bytes[first] == '[';
    }
}
