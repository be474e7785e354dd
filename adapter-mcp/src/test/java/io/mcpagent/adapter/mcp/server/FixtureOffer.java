package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.server.offer.Changes;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.Identity;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.PromptOffer;
import io.mcpagent.adapter.mcp.server.offer.ResourceOffer;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** What the conformance suite expects of a server, under the names that it looks for. */
final class FixtureOffer implements Offer {
    private final Changes changes = new Changes();
    private final FixtureTools tools = new FixtureTools(changes);

    FixtureTools.Waiting waiting() {
        return tools.waiting;
    }

    @Override
    public Identity identity() {
        return new Identity(
                "fixture",
                "Fixture",
                "1.0.0",
                "For the conformance suite.",
                new Identity.Tells(true, true, true, true));
    }

    @Override
    public List<OfferedTool> tools(Caller caller) {
        return tools.list();
    }

    @Override
    public Outcome<ToolResult> call(Exchange exchange, String tool, Json.Obj arguments) {
        return tools.call(exchange, tool, arguments);
    }

    @Override
    public ResourceOffer resources() {
        return new FixtureResources();
    }

    @Override
    public PromptOffer prompts() {
        return new FixturePrompts();
    }

    @Override
    public Changes changes() {
        return changes;
    }
}
