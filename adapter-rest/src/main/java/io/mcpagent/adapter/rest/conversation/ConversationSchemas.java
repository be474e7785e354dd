package io.mcpagent.adapter.rest.conversation;

import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.run.RunSchemas;
import io.mcpagent.domain.conversation.Message;

/** Conversations as {@code ConversationJson} writes them, and questions. */
final class ConversationSchemas {
    static final Schema QUESTION = Schema.object()
            .with("message", Schema.filled())
            .optional("session_id", Schema.id().about("Of the conversation to go on with; a new one begins else."))
            .optional("agent", Schema.matching("[a-z0-9-]{1,64}").about("Who answers; the question decides else."))
            .optional("model", Schema.filled().about("As `provider/model`."))
            .optional(
                    "collections",
                    Schema.listOf(Schema.filled()).about("Where to look; everywhere when there is none."))
            .optional(
                    "cancel_on_disconnect",
                    Schema.flag().about("Whether a client that leaves its stream cancels the run."))
            .named("Question");

    private static final Schema SESSION_MEMBERS = Schema.object()
            .with("id", Schema.id())
            .with("title", Schema.text())
            .optional("forked_from", Schema.id())
            .with("created_at", Schema.time())
            .with("updated_at", Schema.time());
    static final Schema SESSION = SESSION_MEMBERS.named("Session");
    static final Schema CHANGE = Schema.object().with("title", Schema.filled()).named("SessionChange");
    static final Schema FORK = Schema.object()
            .optional("up_to", Schema.id().about("The last message that is taken along."))
            .named("Fork");

    private static final Schema MESSAGE_MEMBERS = Schema.object()
            .with("id", Schema.id())
            .with("role", Schema.words(Message.Role.class))
            .with("text", Schema.text())
            .optional("run_id", Schema.text().about("Of the run that answered."))
            .with("at", Schema.time());
    static final Schema MESSAGE = MESSAGE_MEMBERS.named("Message");
    static final Schema EXPORT = SESSION_MEMBERS
            .with(
                    "messages",
                    Schema.listOf(MESSAGE_MEMBERS
                            .with("citations", Schema.listOf(RunSchemas.CITATION))
                            .named("CitingMessage")))
            .named("SessionExport");

    private ConversationSchemas() {}
}
