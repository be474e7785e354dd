package io.mcpagent.adapter.cli;

import io.mcpagent.application.conversation.ConversationJson;
import io.mcpagent.application.conversation.ConversationMarkdown;
import io.mcpagent.application.conversation.ConversationService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** Those of the data directory. */
record LocalSessions(ConversationService conversations) implements Sessions {
    @Override
    public List<Json.Obj> sessions(int limit) {
        return conversations.conversations(Caller.LOCAL_OWNER, Optional.empty(), limit).stream()
                .map(ConversationJson::of)
                .toList();
    }

    @Override
    public Json.Obj session(ConversationId id) {
        return ConversationJson.of(conversations.find(Caller.LOCAL_OWNER, id));
    }

    @Override
    public List<Json.Obj> messages(ConversationId id) {
        return conversations.messages(Caller.LOCAL_OWNER, id).stream()
                .map(ConversationJson::of)
                .toList();
    }

    @Override
    public Json.Obj rename(ConversationId id, String title) {
        return ConversationJson.of(conversations.rename(Caller.LOCAL_OWNER, id, title));
    }

    @Override
    public Json.Obj fork(ConversationId id, Optional<MessageId> last) {
        return ConversationJson.of(conversations.fork(Caller.LOCAL_OWNER, id, last));
    }

    @Override
    public Json.Obj export(ConversationId id) {
        return ConversationJson.of(conversations.export(Caller.LOCAL_OWNER, id));
    }

    @Override
    public String markdown(ConversationId id) {
        return ConversationMarkdown.of(conversations.export(Caller.LOCAL_OWNER, id));
    }

    @Override
    public void delete(ConversationId id) {
        conversations.delete(Caller.LOCAL_OWNER, id);
    }
}
