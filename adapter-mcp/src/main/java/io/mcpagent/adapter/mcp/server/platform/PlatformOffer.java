package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.server.McpServerHost;
import io.mcpagent.adapter.mcp.server.offer.Changes;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.Identity;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.PromptOffer;
import io.mcpagent.adapter.mcp.server.offer.ResourceOffer;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** This platform, as far as each caller may use it. */
public final class PlatformOffer implements Offer {
    private static final String INSTRUCTIONS =
            "Answers questions over a team's own documents, with citations. Ask with ask, or one of the agents by its tool;"
                    + " look for passages yourself with search; add documents with ingest. What a run needs a person for is"
                    + " asked of the person before you, or waits in the inbox.";

    private final Identity identity;
    private final Changes changes = new Changes();
    private final List<PlatformTool> tools;
    private final ResourceOffer resources;
    private final PromptOffer prompts;

    public PlatformOffer(McpServerHost host) {
        // Of documents that come by ingest; agents, and what is changed elsewhere, clients find out by asking again.
        this.identity = new Identity(
                "mcp-agent", "MCP Agent", host.version(), INSTRUCTIONS, new Identity.Tells(false, false, true, true));
        this.tools = List.of(
                new AgentTools(host.agents(), new Asking(host.chat(), host.runs(), host.inbox())),
                new SearchTool(host.search()),
                new IngestTool(host.documents(), changes));
        this.resources = new DocumentResources(host.documents());
        this.prompts = new AgentPrompts(host.agents());
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public List<OfferedTool> tools(Caller caller) {
        return tools.stream().flatMap(tool -> tool.list(caller).stream()).toList();
    }

    @Override
    public Outcome<ToolResult> call(Exchange exchange, String tool, Json.Obj arguments) {
        return tools.stream()
                .filter(each -> each.has(tool))
                .findFirst()
                .orElseThrow(() -> new NotOffered("There is no such tool. tools/list lists those that are there."))
                .call(exchange, tool, arguments);
    }

    @Override
    public ResourceOffer resources() {
        return resources;
    }

    @Override
    public PromptOffer prompts() {
        return prompts;
    }

    @Override
    public Changes changes() {
        return changes;
    }
}
