package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** One tool, or several that are alike. */
interface PlatformTool {
    /** Those that the caller may call. */
    List<OfferedTool> list(Caller caller);

    /** Whether the name is one of these, for whomever. */
    boolean has(String name);

    /**
     * Calls one.
     *
     * @throws io.mcpagent.adapter.mcp.server.offer.NotOffered when the caller has none of that name
     */
    Outcome<ToolResult> call(Exchange exchange, String name, Json.Obj arguments);
}
