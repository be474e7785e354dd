package io.mcpagent.adapter.mcp.server.http;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.adapter.mcp.server.dispatch.Dispatcher;
import io.mcpagent.adapter.mcp.server.dispatch.Failures;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.http.Turns.Turn;
import io.mcpagent.adapter.mcp.server.legacy.EventStream;
import io.mcpagent.adapter.mcp.server.legacy.Hello;
import io.mcpagent.adapter.mcp.server.legacy.Session;
import io.mcpagent.adapter.mcp.server.legacy.Sessions;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.LimitExceeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Requests within sessions, up to revision 2025-11-25. What may take its time is answered by a stream, which outlives its
 * connection: a client that lost it comes back with the id of the last event that it has.
 */
final class LegacyHttp {
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";
    private static final long RETRY_MILLIS = 1_000;
    private static final int MOST_IN_BATCH = 50;

    private final Sessions sessions;
    private final Turns calls;
    private final Turns streams;
    private final ExecutorService threads;
    private final Duration keepAlive;

    LegacyHttp(Sessions sessions, Turns calls, Turns streams, ExecutorService threads, Duration keepAlive) {
        this.sessions = sessions;
        this.calls = calls;
        this.streams = streams;
        this.threads = threads;
        this.keepAlive = keepAlive;
    }

    void post(Http http, Caller caller, Message message) {
        if (message instanceof Message.Request request && request.method().equals(Hello.METHOD)) {
            begin(http, caller, request);
            return;
        }
        within(http, caller, session -> {
            if (message instanceof Message.Request request) answer(http, caller, session, request);
            else {
                session.talk().take(message);
                http.status(202);
            }
        });
    }

    /** Several at once, as revision 2025-03-26 has it, and no other. */
    void post(Http http, Caller caller, List<Message> batch) {
        within(http, caller, session -> {
            if (session.talk().hello().revision() != Revision.V2025_03_26) {
                http.refuse(400, "The revision of this session has no batches; send each message by itself.");
                return;
            }
            if (batch.size() > MOST_IN_BATCH) {
                http.refuse(400, "A batch has at most %d messages.".formatted(MOST_IN_BATCH));
                return;
            }
            calls.take(caller)
                    .ifPresentOrElse(
                            turn -> {
                                try (turn) {
                                    answerAll(http, caller, session, batch);
                                }
                            },
                            () -> tooMany(http));
        });
    }

    private static void answerAll(Http http, Caller caller, Session session, List<Message> batch) {
        var answers = new ArrayList<Message>();
        var isFirst = true;
        for (var message : batch) {
            if (message instanceof Message.Request request) {
                // The first one was counted as it came in.
                var refused = isFirst ? Optional.<Message>empty() : counted(http, request);
                refused.or(() -> answered(caller, session, request, session.unasked()))
                        .ifPresent(answers::add);
                isFirst = false;
            } else session.talk().take(message);
        }
        if (answers.isEmpty()) http.status(202);
        else http.batch(answers);
    }

    /** What a request is told that is one too many. */
    private static Optional<Message> counted(Http http, Message.Request request) {
        try {
            http.another().run();
            return Optional.empty();
        } catch (LimitExceeded limit) {
            return Optional.of(new Message.Failure(request.id(), Failures.error(limit)));
        }
    }

    private static void tooMany(Http http) {
        http.refuseForNow(429, "Too many of your requests are under way; end some first.");
    }

    void get(Http http, Caller caller) {
        within(http, caller, session -> {
            var lastEventId = http.header("Last-Event-ID");
            var place = lastEventId.isPresent()
                    ? lastEventId.flatMap(session::resume)
                    : Optional.of(new Session.Resumed(
                            session.unasked(), session.unasked().handed()));
            if (place.isEmpty()) {
                http.refuse(400, "There is no event of this Last-Event-ID in the session, or what followed is gone.");
                return;
            }
            streams.take(caller)
                    .ifPresentOrElse(
                            turn -> {
                                try (turn) {
                                    follow(
                                            http,
                                            session,
                                            place.get().stream(),
                                            place.get().after());
                                }
                            },
                            () -> http.refuseForNow(429, "Too many of your streams are open; end some first."));
        });
    }

    void delete(Http http, Caller caller) {
        within(http, caller, session -> {
            sessions.end(session);
            http.status(204);
        });
    }

    private void begin(Http http, Caller caller, Message.Request request) {
        try {
            var begun = sessions.begin(caller, Hello.read(request));
            http.response().setHeader(SESSION, begun.id());
            http.json(200, begun.talk().greeting(request.id()));
        } catch (RpcFailure wrong) {
            http.json(200, new Message.Failure(request.id(), wrong.error()));
        }
    }

    private void within(Http http, Caller caller, Consumer<Session> then) {
        var versions = http.headers(VERSION);
        if (!versions.stream().allMatch(LegacyHttp::isLegacy) || versions.size() > 1) {
            http.refuse(400, "MCP-Protocol-Version names no revision that this server speaks within sessions.");
            return;
        }
        var id = http.header(SESSION);
        if (id.isEmpty()) {
            http.refuse(400, "The header Mcp-Session-Id is missing. Begin a session by initialize.");
            return;
        }
        sessions.find(caller, id.get())
                .ifPresentOrElse(
                        then, () -> http.refuse(404, "There is no such session. Begin another by initialize."));
    }

    private static boolean isLegacy(String version) {
        return Revision.of(version)
                .filter(revision -> revision.era() == Revision.Era.LEGACY)
                .isPresent();
    }

    private void answer(Http http, Caller caller, Session session, Message.Request request) {
        calls.take(caller).ifPresentOrElse(turn -> answer(http, caller, session, request, turn), () -> tooMany(http));
    }

    private void answer(Http http, Caller caller, Session session, Message.Request request, Turn turn) {
        if (Dispatcher.isCall(request.method())) {
            stream(http, caller, session, request, turn);
            return;
        }
        try (turn) {
            answered(caller, session, request, session.unasked())
                    .ifPresentOrElse(
                            message -> http.json(200, message),
                            () -> http.refuseForNow(503, "The request was cancelled."));
        }
    }

    private void stream(Http http, Caller caller, Session session, Message.Request request, Turn turn) {
        var stream = session.open();
        try {
            threads.execute(() -> {
                try (turn) {
                    answered(caller, session, request, stream).ifPresent(stream::send);
                } finally {
                    stream.end();
                }
            });
        } catch (RejectedExecutionException stopping) {
            turn.close();
            http.refuseForNow(503, "The server is stopping.");
            return;
        }
        follow(http, session, stream, 0);
    }

    private static Optional<Message> answered(
            Caller caller, Session session, Message.Request request, EventStream outlet) {
        try {
            return Optional.of(session.talk().answer(caller, request, outlet));
        } catch (RpcFailure failure) {
            return Optional.of(new Message.Failure(request.id(), failure.error()));
        } catch (CancellationException cancelled) {
            return Optional.empty();
        }
    }

    /** That the connection breaks cancels nothing; the stream goes on, and can be come back to. */
    private void follow(Http http, Session session, EventStream stream, long after) {
        var events = Events.begin(http);
        var follower = new EventStream.Follower() {
            @Override
            public void event(String id, byte[] data) {
                events.message(id, data);
            }

            @Override
            public void idle() {
                sessions.touch(session);
                events.comment();
            }
        };
        // Older clients take an event for a message, even one without data.
        if (after == 0 && session.talk().hello().revision().isAtLeast(Revision.V2025_11_25))
            events.prime(stream.startId(), RETRY_MILLIS);
        stream.follow(after, follower, keepAlive);
    }
}
