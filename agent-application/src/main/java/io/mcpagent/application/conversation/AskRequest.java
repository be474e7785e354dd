package io.mcpagent.application.conversation;

import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.telemetry.TraceContext;
import java.util.Optional;
import java.util.Set;

/**
 * A question and where to look.
 *
 * @param collections names of those to look into; when empty those of the agent, and all readable ones when it names none
 * @param agent who is to answer; the router's choice when empty
 * @param model as {@code NAME/model}, instead of the agent's own
 * @param conversation that it goes on with; a new one when empty
 * @param key with which it may be asked again without being answered again
 * @param trace of whoever asks, passed on to the tools that are called; no part of what is asked
 */
public record AskRequest(
        String question,
        Set<String> collections,
        Optional<AgentName> agent,
        Optional<String> model,
        Optional<ConversationId> conversation,
        Optional<IdempotencyKey> key,
        Optional<TraceContext> trace) {
    public AskRequest {
        collections = Set.copyOf(collections);
    }

    public AskRequest(
            String question,
            Set<String> collections,
            Optional<AgentName> agent,
            Optional<String> model,
            Optional<ConversationId> conversation) {
        this(question, collections, agent, model, conversation, Optional.empty(), Optional.empty());
    }

    /** A question to all that the caller may read. */
    public AskRequest(String question) {
        this(question, Set.of());
    }

    public AskRequest(String question, Set<String> collections) {
        this(question, collections, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same in a conversation. */
    public AskRequest in(ConversationId known) {
        return new AskRequest(question, collections, agent, model, Optional.of(known), key, trace);
    }

    /** The same, to be answered once. */
    public AskRequest once(IdempotencyKey name) {
        return new AskRequest(question, collections, agent, model, conversation, Optional.of(name), trace);
    }

    /** The same within a trace. */
    public AskRequest traced(Optional<TraceContext> context) {
        return new AskRequest(question, collections, agent, model, conversation, key, context);
    }
}
