package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.AccessJson;
import io.mcpagent.application.access.ApiKeyService;
import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** Those of the data directory. */
record LocalKeys(ApiKeyService service, People people) implements Keys {
    @Override
    public List<Json.Obj> keys(String user) {
        return service.keys(Caller.LOCAL_OWNER, people.id(user)).stream()
                .map(AccessJson::of)
                .toList();
    }

    @Override
    public Json.Obj create(String user, NewApiKey wanted) {
        return AccessJson.of(service.create(Caller.LOCAL_OWNER, people.id(user), wanted));
    }

    @Override
    public void revoke(String user, ApiKeyId id) {
        service.revoke(Caller.LOCAL_OWNER, people.id(user), id);
    }
}
