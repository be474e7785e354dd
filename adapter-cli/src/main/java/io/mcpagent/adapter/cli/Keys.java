package io.mcpagent.adapter.cli;

import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** API keys of users, who are told by the names to sign in by, as the API writes them; of this machine, or of a server. */
interface Keys {
    /** By age. */
    List<Json.Obj> keys(String user);

    /** With the key itself. */
    Json.Obj create(String user, NewApiKey wanted);

    void revoke(String user, ApiKeyId id);
}
