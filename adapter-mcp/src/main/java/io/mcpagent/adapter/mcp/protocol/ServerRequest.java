package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;

/** What a server asks of its client: elicitation, sampling, or roots. */
public record ServerRequest(String method, Json.Obj params) {
    public static final String ELICITATION = "elicitation/create";
    public static final String SAMPLING = "sampling/createMessage";
    public static final String ROOTS = "roots/list";
}
