package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** A message of JSON-RPC 2.0, as the protocol uses it. Parameters that are missing are an empty object. */
public sealed interface Message {
    record Request(RequestId id, String method, Json.Obj params) implements Message {}

    record Notification(String method, Json.Obj params) implements Message {}

    record Result(RequestId id, Json.Obj result) implements Message {}

    /**
     * A request that failed.
     *
     * @param id empty where the other side could not read that of the request
     */
    record Failure(Optional<RequestId> id, RpcError error) implements Message {
        public Failure(RequestId id, RpcError error) {
            this(Optional.of(id), error);
        }
    }
}
