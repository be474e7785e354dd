package io.mcpagent.application.conversation;

import io.mcpagent.domain.conversation.Conversation;
import io.mcpagent.domain.conversation.Message;
import io.mcpagent.domain.conversation.MessagePart;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.CitationJson;
import java.util.Locale;
import java.util.stream.Collectors;

/** Conversations as programs read them, the same over HTTP and on the command line. */
public final class ConversationJson {
    private ConversationJson() {}

    public static Json.Obj of(Conversation conversation) {
        return Json.object()
                .with("id", Json.of(conversation.id().value().toString()))
                .with("title", Json.of(conversation.title()))
                .with(
                        "forked_from",
                        conversation
                                .forkedFrom()
                                .map(origin -> Json.of(origin.value().toString())))
                .with("created_at", Json.of(conversation.createdAt()))
                .with("updated_at", Json.of(conversation.updatedAt()));
    }

    /** {@code run_id} is that of the run which answered. */
    public static Json.Obj of(Message message) {
        return Json.object()
                .with("id", Json.of(message.id().value().toString()))
                .with("role", Json.of(message.role().name().toLowerCase(Locale.ROOT)))
                .with("text", Json.of(text(message)))
                .with(
                        "run_id",
                        message.parts().stream()
                                .flatMap(part -> part.source().stream())
                                .findFirst()
                                .map(Json::of))
                .with("at", Json.of(message.at()));
    }

    public static Json.Obj of(Export export) {
        return of(export.conversation())
                .with(
                        "messages",
                        Json.array(export.said().stream()
                                .map(said -> of(said.message())
                                        .with(
                                                "citations",
                                                Json.array(said.citations().stream()
                                                        .map(CitationJson::of)
                                                        .toList())))
                                .toList()));
    }

    static String text(Message message) {
        return message.parts().stream().map(MessagePart::text).collect(Collectors.joining("\n"));
    }
}
