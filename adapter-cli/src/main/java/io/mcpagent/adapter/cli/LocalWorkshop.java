package io.mcpagent.adapter.cli;

import io.mcpagent.application.agent.AgentService;
import io.mcpagent.application.agent.ListedAgentJson;
import io.mcpagent.application.tool.ToolJson;
import io.mcpagent.application.tool.ToolService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** That of the data directory. */
record LocalWorkshop(AgentService service, ToolService toolService) implements Workshop {
    @Override
    public List<Json.Obj> agents() {
        return service.agents(Caller.LOCAL_OWNER).stream()
                .map(ListedAgentJson::of)
                .toList();
    }

    @Override
    public List<Json.Obj> unusableAgents() {
        return service.unusable(Caller.LOCAL_OWNER).stream()
                .map(ListedAgentJson::of)
                .toList();
    }

    @Override
    public Json.Obj agent(AgentName name) {
        return ListedAgentJson.of(service.agent(Caller.LOCAL_OWNER, name));
    }

    @Override
    public List<Json.Obj> tools() {
        return toolService.tools(Caller.LOCAL_OWNER).stream().map(ToolJson::of).toList();
    }
}
