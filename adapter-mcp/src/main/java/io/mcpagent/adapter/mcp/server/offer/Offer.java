package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.List;

/**
 * What a server offers, to each caller as far as that one may have it. Safe for use by many threads, which are virtual
 * ones; an interrupt cancels what is asked for, which then ends with a {@link java.util.concurrent.CancellationException}
 * or as it can. Whatever throws an {@link io.mcpagent.domain.failure.AgentFailure} is told to the client in its words.
 */
public interface Offer {
    Identity identity();

    /** In any order. */
    List<OfferedTool> tools(Caller caller);

    /**
     * Calls a tool.
     *
     * @param arguments unchecked; what is {@link io.mcpagent.adapter.mcp.protocol.Malformed} about them is a result for the
     *     model, which can mend it
     * @throws NotOffered when there is no such tool for the caller
     */
    Outcome<ToolResult> call(Exchange exchange, String tool, Json.Obj arguments);

    ResourceOffer resources();

    PromptOffer prompts();

    /** Where it is told that something of this changed. */
    Changes changes();
}
