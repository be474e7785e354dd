package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.conversation.ConversationId;
import java.util.Optional;
import java.util.Set;

/** What the next question of a chat is asked with. */
record Talk(
        Set<String> collections, Optional<AgentName> agent, Optional<String> model, Optional<ConversationId> session) {
    Talk {
        collections = Set.copyOf(collections);
    }

    AskRequest asking(String question) {
        return new AskRequest(question, collections, agent, model, session);
    }

    Talk with(Optional<AgentName> other) {
        return new Talk(collections, other, model, session);
    }

    Talk in(Optional<ConversationId> other) {
        return new Talk(collections, agent, model, other);
    }
}
