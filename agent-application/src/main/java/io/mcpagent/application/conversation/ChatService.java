package io.mcpagent.application.conversation;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.retrieval.Question;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.run.RunDriver;
import io.mcpagent.application.run.RunDriver.Started;
import io.mcpagent.application.run.RunPorts;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import io.mcpagent.domain.run.PastTurn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asking, and the conversations that come of it. */
public final class ChatService {
    private final Authorization authorization;
    private final RunPorts ports;
    private final RunDriver driver;
    private final Scopes scopes;
    private final Agents agents;
    private final RunDriver.Sources sources;

    public ChatService(
            Authorization authorization,
            RunPorts ports,
            RunDriver driver,
            Scopes scopes,
            Agents agents,
            RunDriver.Sources sources) {
        this.authorization = authorization;
        this.ports = ports;
        this.driver = driver;
        this.scopes = scopes;
        this.agents = agents;
        this.sources = sources;
    }

    /**
     * Answers a question; blocks until the run has ended or waits for a person. An interrupt cancels the run.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code question_empty}, {@code question_too_long}, {@code
     *     agent_invalid}, {@code model_name_invalid} or {@code model_provider_unknown}
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found}, {@code agent_not_found} or {@code session_not_found}
     */
    public AskResult ask(Caller caller, AskRequest request) {
        authorization.require(caller, Permission.ASK);
        var begun = started(caller, request);
        return new AskResult(begun.run().run(), begun.conversation(), driver.drive(begun.run()));
    }

    /**
     * The same without waiting: the run goes on by itself, whatever becomes of the caller, and can be followed and
     * cancelled by {@code RunService}.
     */
    public Asked begin(Caller caller, AskRequest request) {
        authorization.require(caller, Permission.ASK);
        var begun = started(caller, request);
        driver.begin(begun.run());
        return new Asked(begun.run().run(), begun.conversation());
    }

    private record Begun(ConversationId conversation, Started run) {}

    private Begun started(Caller caller, AskRequest request) {
        var question = Question.checked(request.question());
        var choice = agents.choose(caller, request.agent(), request.model(), question);
        var names = request.collections().isEmpty() ? choice.agent().collections() : request.collections();
        var now = sources.clock().instant();
        return ports.transactions().write(() -> {
            var known = request.conversation()
                    .map(id -> new OwnedConversations(ports.conversations(), authorization).find(caller, id));
            var scope = scopes.named(caller, names);
            var conversation = known.orElseGet(() ->
                    new Conversation(new ConversationId(sources.ids().next()), caller.user(), Title.of(question), now));
            if (known.isEmpty()) ports.conversations().create(conversation);
            var history = known.isEmpty()
                    ? List.<PastTurn>of()
                    : History.of(ports.conversations().messages(conversation.id()));
            ports.conversations().append(asked(conversation.id(), question, now));
            var work = new RunDriver.Assignment(conversation.id(), history, question, scope, choice);
            return new Begun(conversation.id(), driver.start(caller, work));
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
