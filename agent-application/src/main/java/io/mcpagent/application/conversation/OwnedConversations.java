package io.mcpagent.application.conversation;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.ConversationRepository;
import io.mcpagent.domain.failure.NotFound;

/** Conversations as their callers see them: somebody else's is not found. */
record OwnedConversations(ConversationRepository conversations, Authorization authorization) {
    /** @throws NotFound with code {@code session_not_found} */
    Conversation find(Caller caller, ConversationId id) {
        return conversations
                .find(id)
                .filter(found -> authorization.permits(caller, Permission.READ, found.resource()))
                .orElseThrow(() -> new NotFound("session_not_found", "There is no session " + id.value() + "."));
    }
}
