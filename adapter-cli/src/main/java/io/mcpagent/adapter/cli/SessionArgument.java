package io.mcpagent.adapter.cli;

import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.UUID;

/** A session as people name it. */
final class SessionArgument {
    private SessionArgument() {}

    static ConversationId checked(String id) {
        try {
            return new ConversationId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(
                    "id_invalid", "\"" + id + "\" is no id of a session; `mcp-agent sessions list` shows them.", e);
        }
    }
}
