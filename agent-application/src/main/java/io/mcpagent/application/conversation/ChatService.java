package io.mcpagent.application.conversation;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.idempotency.Idempotency;
import io.mcpagent.application.idempotency.Made;
import io.mcpagent.application.retrieval.Question;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.run.RunDriver;
import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.application.run.RunPorts;
import io.mcpagent.application.run.RunService;
import io.mcpagent.application.run.RunStarts.Start;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.run.PastTurn;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.StreamPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/** Asking, and the conversations that come of it. */
public final class ChatService {
    private final Authorization authorization;
    private final RunPorts ports;
    private final RunDriver driver;
    private final Scopes scopes;
    private final Agents agents;
    private final RunDriver.Sources sources;
    private final Repeats repeats;

    public ChatService(
            Authorization authorization,
            RunPorts ports,
            RunDriver driver,
            Scopes scopes,
            Agents agents,
            RunDriver.Sources sources,
            Repeats repeats) {
        this.authorization = authorization;
        this.ports = ports;
        this.driver = driver;
        this.scopes = scopes;
        this.agents = agents;
        this.sources = sources;
        this.repeats = repeats;
    }

    /** What a question that is asked again is answered by. */
    public record Repeats(Idempotency idempotency, RunService runs) {}

    /**
     * Answers a question; blocks until the run has ended or waits for a person. An interrupt cancels the run.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code question_empty}, {@code question_too_long}, {@code
     *     agent_invalid}, {@code model_name_invalid} or {@code model_provider_unknown}
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}, {@code agent_not_found} or {@code session_not_found}
     * @throws io.mcpagent.domain.failure.Conflict with code {@code idempotency_key_reused}
     */
    public AskResult ask(Caller caller, AskRequest request) {
        return answered(caller, request, driver::drive);
    }

    /**
     * The same, but that an interrupt leaves the run to whoever takes it up next, by a {@link CancellationException}, and that
     * one which somebody else drives meanwhile is waited for.
     */
    public AskResult await(Caller caller, AskRequest request) {
        return answered(caller, request, start -> drivenToItsEnd(caller, start));
    }

    private AskResult answered(Caller caller, AskRequest request, Drive drive) {
        requireAsking(caller);
        var begun = started(caller, request);
        var log = begun.toDrive()
                // As of now, as if it were read from the log.
                .map(start -> repeats.runs().readable(caller, drive.apply(start)))
                .orElseGet(() -> followed(caller, begun.run()));
        return new AskResult(begun.run(), begun.conversation(), log);
    }

    private interface Drive extends Function<Start, List<RecordedEvent>> {}

    private List<RecordedEvent> drivenToItsEnd(Caller caller, Start start) {
        try {
            return driver.driveOrLeave(start);
        } catch (Conflict lost) {
            // Whoever has it now drives it on.
            if (!lost.code().equals("stale_lease")) throw lost;
            return followed(caller, start.run().run());
        }
    }

    /**
     * The same without waiting: the run goes on by itself, whatever becomes of the caller, and can be followed and
     * cancelled by {@code RunService}.
     */
    public Asked begin(Caller caller, AskRequest request) {
        requireAsking(caller);
        var begun = started(caller, request);
        begun.toDrive().ifPresent(driver::begin);
        return new Asked(begun.run(), begun.conversation());
    }

    /** An answer is also read: whoever may not is told before anything is spent on it. */
    private void requireAsking(Caller caller) {
        authorization.require(caller, Permission.ASK);
        authorization.require(caller, Permission.READ);
    }

    /** By whoever does it. */
    private List<RecordedEvent> followed(Caller caller, RunId run) {
        repeats.runs().follow(caller, run, StreamPosition.START, new UntilItEnds());
        return repeats.runs().events(caller, run);
    }

    /** @param toDrive empty where it was begun before */
    private record Begun(ConversationId conversation, RunId run, Optional<Start> toDrive) {
        static Begun of(Start start) {
            return new Begun(start.run().conversation(), start.run().run(), Optional.of(start));
        }

        /** Begun by an earlier request that was answered so. */
        static Begun before(String answer) {
            var ids = answer.split(" ", 2);
            return new Begun(
                    new ConversationId(UUID.fromString(ids[0])), new RunId(UUID.fromString(ids[1])), Optional.empty());
        }

        static String answer(Started started) {
            return started.conversation().value() + " " + started.run().value();
        }
    }

    private Begun started(Caller caller, AskRequest request) {
        if (request.key().isEmpty()) {
            var question = prepared(caller, request);
            return Begun.of(driver.starts().begin(question.run, question.storing));
        }
        var keyed = KeyedQuestion.of(caller, request);
        var before = repeats.idempotency().earlier(keyed);
        if (before.isPresent()) return Begun.before(before.get());
        var question = prepared(caller, request);
        var once = repeats.idempotency().once(keyed, () -> {
            question.storing.run();
            return new Made<>(question.run, Begun.answer(question.run));
        });
        return once.made().map(started -> Begun.of(Start.kept(started))).orElseGet(() -> Begun.before(once.answer()));
    }

    /** @param storing stores the run and what was asked, within a transaction */
    private record Prepared(Started run, Runnable storing) {}

    private Prepared prepared(Caller caller, AskRequest request) {
        var question = Question.checked(request.question());
        var choice = agents.choose(caller, request.agent(), request.model(), question);
        var names = request.collections().isEmpty() ? choice.agent().collections() : request.collections();
        var history = request.conversation().map(id -> history(caller, id)).orElse(List.of());
        var scope = scopes.named(caller, names);
        var now = sources.clock().instant();
        var id = request.conversation()
                .orElseGet(() -> new ConversationId(sources.ids().next()));
        var asked = asked(id, question, now);
        var work = new RunDriver.Assignment(id, history, question, scope, choice, request.trace());
        var run = driver.starts().prepared(caller, work);
        return new Prepared(run, () -> {
            if (request.conversation().isEmpty())
                ports.conversations().create(new Conversation(id, caller.user(), Title.of(question), now));
            ports.conversations().append(asked);
            driver.starts().store(run);
        });
    }

    private List<PastTurn> history(Caller caller, ConversationId id) {
        var owned = new OwnedConversations(ports.conversations(), authorization);
        return ports.transactions().read(() -> {
            owned.find(caller, id);
            return History.of(ports.conversations().messages(id));
        });
    }

    private Message asked(ConversationId conversation, String question, Instant now) {
        return new Message(
                new MessageId(sources.ids().next()),
                conversation,
                Message.Role.USER,
                List.of(new MessagePart(Origin.USER, Optional.empty(), question)),
                now);
    }
}
