package io.mcpagent.application.conversation;

import io.mcpagent.application.agent.Agents;
import io.mcpagent.application.agent.Router;
import io.mcpagent.application.retrieval.Question;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.application.run.RunPorts;
import io.mcpagent.application.run.RunService;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.conversation.MessagePart.Origin;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Asking, and the conversations that come of it. */
public final class ChatService {
    private final RunPorts ports;
    private final RunService runs;
    private final Scopes scopes;
    private final Agents agents;
    private final IdSource ids;
    private final InstantSource clock;

    public ChatService(
            RunPorts ports, RunService runs, Scopes scopes, Agents agents, IdSource ids, InstantSource clock) {
        this.ports = ports;
        this.runs = runs;
        this.scopes = scopes;
        this.agents = agents;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a conversation with a question and answers it; blocks until the run has ended. An interrupt cancels the run.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code question_empty} or {@code question_too_long}
     * @throws io.mcpagent.domain.failure.NotFound with code {@code collection_not_found} or {@code agent_not_found}
     */
    public AskResult ask(Caller caller, AskRequest request) {
        var question = Question.checked(request.question());
        var choice = chosen(request, question);
        var names = request.collections().isEmpty() ? choice.agent().collections() : request.collections();
        var scope = scopes.named(caller, names);
        var conversation = new Conversation(new ConversationId(ids.next()), caller.user(), clock.instant());
        var started = ports.transactions().write(() -> {
            ports.conversations().create(conversation);
            ports.conversations().append(asked(conversation.id(), question));
            return runs.start(caller, conversation.id(), question, scope, choice);
        });
        return new AskResult(started.run(), conversation.id(), runs.drive(started));
    }

    /** With the model that was asked for instead of the agent's own. */
    private Router.Choice chosen(AskRequest request, String question) {
        var choice = agents.choose(request.agent(), question);
        return new Router.Choice(
                request.model().map(choice.agent()::withModel).orElse(choice.agent()), choice.reason());
    }

    private Message asked(ConversationId conversation, String question) {
        return new Message(
                new MessageId(ids.next()),
                conversation,
                Message.Role.USER,
                List.of(new MessagePart(Origin.USER, Optional.empty(), question)),
                clock.instant());
    }
}
