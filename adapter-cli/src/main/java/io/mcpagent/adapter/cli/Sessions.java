package io.mcpagent.adapter.cli;

import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** What was asked and answered, as the API writes it; on this machine, or on a server. */
interface Sessions {
    /** The last used first. */
    List<Json.Obj> sessions(int limit);

    Json.Obj session(ConversationId id);

    /** In the order in which they were said. */
    List<Json.Obj> messages(ConversationId id);

    Json.Obj rename(ConversationId id, String title);

    /**
     * Another with the same messages.
     *
     * @param last the last message that is taken over; all when empty
     */
    Json.Obj fork(ConversationId id, Optional<MessageId> last);

    Json.Obj export(ConversationId id);

    String markdown(ConversationId id);

    void delete(ConversationId id);
}
