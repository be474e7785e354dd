package io.mcpagent.adapter.cli;

import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunId;
import java.util.UUID;

/** Ids as people copy them. */
final class Identifiers {
    private Identifiers() {}

    static ConversationId session(String text) {
        return new ConversationId(uuid(text, "a session", "sessions list"));
    }

    static MessageId message(String text) {
        return new MessageId(uuid(text, "a message", "sessions show"));
    }

    static RunId run(String text) {
        return new RunId(uuid(text, "a run", "runs list"));
    }

    static InputRequestId input(String text) {
        return new InputRequestId(uuid(text, "a question that waits", "inbox list"));
    }

    private static UUID uuid(String text, String what, String command) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(
                    "id_invalid",
                    "\"%s\" is no id of %s; `mcp-agent %s` shows them.".formatted(text, what, command),
                    e);
        }
    }
}
