package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.server.offer.InputRequest;
import io.mcpagent.domain.json.Json;
import java.util.Map;
import java.util.Optional;

/** What a request is answered, before an era put it into its envelope. */
public sealed interface Reply {
    record Plain(Json.Obj result) implements Reply {}

    /**
     * A result that its client may keep; nobody else may, as each caller sees what that one may see.
     *
     * @param millis for how long
     */
    record Cacheable(Json.Obj result, long millis) implements Reply {}

    record Asks(Map<String, InputRequest> requests, Optional<Json.Obj> state) implements Reply {}
}
