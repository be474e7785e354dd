package io.mcpagent.adapter.cli;

import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.conversation.MessageId;
import io.mcpagent.domain.json.Json;
import java.util.List;
import java.util.Optional;

/** Those of a server. */
record RemoteSessions(ServerClient server) implements Sessions {
    @Override
    public List<Json.Obj> sessions(int limit) {
        return server.list("/sessions?", limit);
    }

    @Override
    public Json.Obj session(ConversationId id) {
        return server.get(path(id));
    }

    @Override
    public List<Json.Obj> messages(ConversationId id) {
        return server.list(path(id) + "/messages?");
    }

    @Override
    public Json.Obj rename(ConversationId id, String title) {
        return server.patch(path(id), Json.object().with("title", Json.of(title)));
    }

    @Override
    public Json.Obj fork(ConversationId id, Optional<MessageId> last) {
        return server.post(
                path(id) + "/fork",
                Json.object()
                        .with(
                                "up_to",
                                last.map(message -> Json.of(message.value().toString()))));
    }

    @Override
    public Json.Obj export(ConversationId id) {
        return server.get(path(id) + "/export");
    }

    @Override
    public String markdown(ConversationId id) {
        return server.text(path(id) + "/export?format=markdown");
    }

    @Override
    public void delete(ConversationId id) {
        server.delete(path(id));
    }

    private static String path(ConversationId id) {
        return "/sessions/" + id.value();
    }
}
