package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.domain.json.JsonSchemaPort;
import java.time.InstantSource;
import okhttp3.Call;

/**
 * By what servers are reached, the same for all.
 *
 * @param version of this platform, which servers are told
 * @param http through which all goes to servers on the network
 * @param schemas that check what tools return
 */
record Reach(String version, Call.Factory http, JsonSchemaPort schemas, InstantSource clock) {}
