package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** Those of a server. */
record RemoteKeys(ServerClient server, People people) implements Keys {
    @Override
    public List<Json.Obj> keys(String user) {
        return server.list(path(user) + "?");
    }

    @Override
    public Json.Obj create(String user, NewApiKey wanted) {
        return server.post(
                path(user),
                Json.object()
                        .with("name", Json.of(wanted.name()))
                        .with("scopes", RemotePeople.words(wanted.scopes()))
                        .with("expires_at", wanted.expiresAt().map(Json::of)));
    }

    @Override
    public void revoke(String user, ApiKeyId id) {
        server.delete(path(user) + "/" + id.value());
    }

    private String path(String user) {
        return "/users/%s/api-keys"
                .formatted(ServerClient.segment(people.id(user).value()));
    }
}
