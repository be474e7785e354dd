package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** To whom collections or agents are granted, as the API writes it; of this machine, or of a server. */
interface Sharing {
    /** Roles first, then users. */
    List<Json.Obj> grants(String name);

    Json.Obj grant(String name, String grantee, GrantLevel level);

    void revoke(String name, String grantee);
}
