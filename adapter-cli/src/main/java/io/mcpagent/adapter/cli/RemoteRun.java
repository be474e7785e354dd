package io.mcpagent.adapter.cli;

import io.mcpagent.application.run.RunFollower;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.run.StreamPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * A run of a server. It goes on whatever becomes of the connection, so a broken one is made anew, behind what was heard
 * last.
 */
final class RemoteRun implements FollowedRun {
    private static final Duration TO_CANCEL = Duration.ofSeconds(5);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final int MOST_TRIES = 9;

    private final ServerClient server;
    private final RunId run;
    private final ConversationId session;
    private StreamPosition position;
    private Optional<Beginning> beginning;
    private int tries;

    private RemoteRun(
            ServerClient server,
            RunId run,
            ConversationId session,
            StreamPosition position,
            Optional<Beginning> beginning) {
        this.server = server;
        this.run = run;
        this.session = session;
        this.position = position;
        this.beginning = beginning;
    }

    /** The answer to the question itself, whose first event has told what run it is. */
    private record Beginning(ServerEvents.Event first, ServerEvents rest) {}

    static String path(RunId run) {
        return "/runs/" + run.value();
    }

    /** One that is there, from behind a place. */
    static RemoteRun known(ServerClient server, Json.Obj summary, StreamPosition position) {
        return new RemoteRun(
                server,
                new RunId(Members.id(summary, "id")),
                new ConversationId(Members.id(summary, "session_id")),
                position,
                Optional.empty());
    }

    /** Asks; a question whose answer breaks off before it is known what run it began is asked again, under the same key. */
    static RemoteRun begun(ServerClient server, Json.Obj question) {
        var key = UUID.randomUUID().toString();
        for (var tries = 1; ; tries++) {
            try {
                return answered(server, server.ask("/chat", question, key, ServerEvents.SILENCE));
            } catch (UpstreamFailure failure) {
                var worthIt = tries == 1 ? failure.code().equals(ServerFailures.BROKE_OFF) : failure.retryable();
                if (!worthIt || tries == MOST_TRIES) throw failure;
                pause(tries);
                server.soughtAnew();
            } catch (CancellationException interrupted) {
                callOff(server, question, key);
                throw interrupted;
            }
        }
    }

    /** Asking again tells which run it is that was begun, if it was. */
    private static void callOff(ServerClient server, Json.Obj question, String key) {
        Thread.interrupted();
        try {
            var begun = answered(server, server.ask("/chat", question, key, TO_CANCEL));
            begun.beginning.ifPresent(beginning -> beginning.rest().close());
            begun.cancel();
        } catch (AgentFailure unknown) {
            server.note("The question may have arrived and be answered all the same; `mcp-agent runs list` shows it: "
                    + unknown.getMessage());
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private static RemoteRun answered(ServerClient server, ServerEvents events) {
        try {
            var first = events.next().orElseThrow(server::brokeOff);
            var data = RunEvents.data(first);
            if (first.name().equals(RunEvents.PROBLEM)) throw server.problem(data);
            return new RemoteRun(
                    server,
                    new RunId(Members.id(data, "run_id")),
                    new ConversationId(Members.id(data, "session_id")),
                    StreamPosition.START,
                    Optional.of(new Beginning(first, events)));
        } catch (RuntimeException failed) {
            events.close();
            throw failed;
        }
    }

    @Override
    public RunId run() {
        return run;
    }

    @Override
    public ConversationId session() {
        return session;
    }

    @Override
    public void follow(RunFollower follower) {
        follow(follower, event -> RunSummary.Status.after(event.name()) != RunSummary.Status.RUNNING);
    }

    /** The same as far as to a number, whatever comes behind. */
    void followTo(long last, RunFollower follower) {
        follow(follower, event -> position.seq() >= last);
    }

    private void follow(RunFollower follower, Predicate<ServerEvents.Event> isLast) {
        var events = new RunEvents(server, run, follower);
        while (true) {
            try {
                if (heardAll(events, isLast)) return;
                throw server.brokeOff();
            } catch (UpstreamFailure failure) {
                if (!failure.retryable() || ++tries >= MOST_TRIES) throw goesOn(failure);
                if (tries == 1) server.note("The connection is lost; trying to find the run again.");
                pause(tries);
                server.soughtAnew();
            } catch (Unauthenticated restarted) {
                if (++tries >= MOST_TRIES || !server.soughtAnew()) throw restarted;
                pause(tries);
            }
        }
    }

    /** False when the connection ends before the run does. */
    private boolean heardAll(RunEvents events, Predicate<ServerEvents.Event> isLast) {
        var begun = beginning;
        beginning = Optional.empty();
        var connection = begun.map(Beginning::rest).or(() -> server.events(path(run) + "/events", position));
        // A run that has no more events.
        if (connection.isEmpty()) return true;
        try (var rest = connection.get()) {
            var next = begun.map(Beginning::first).or(rest::next);
            while (next.isPresent()) {
                if (isNew(next.get())) {
                    events.accept(position, next.get());
                    if (isLast.test(next.get())) return true;
                }
                next = rest.next();
            }
            return false;
        }
    }

    /** What is behind the place, which it becomes. */
    private boolean isNew(ServerEvents.Event event) {
        if (event.name().equals(RunEvents.PROBLEM)) throw server.problem(RunEvents.data(event));
        var place = event.id().map(RunEvents::place);
        if (place.isEmpty() || place.get().compareTo(position) <= 0) return false;
        position = place.get();
        tries = 0;
        return true;
    }

    private UpstreamFailure goesOn(UpstreamFailure failure) {
        return new UpstreamFailure(
                failure.code(),
                "%s The run %s may go on there; `mcp-agent runs show` shows what becomes of it."
                        .formatted(failure.getMessage(), run.value()),
                failure.retryable(),
                failure);
    }

    private static void pause(int tries) {
        var wait = FIRST_WAIT.multipliedBy(1L << (tries - 1));
        Retries.sleep(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    @Override
    public void cancel() {
        var interrupted = Thread.interrupted();
        try {
            server.post(path(run) + "/cancel", Json.object(), TO_CANCEL);
        } catch (AgentFailure failure) {
            server.note("The run %s is not cancelled and may go on: %s".formatted(run.value(), failure.getMessage()));
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
