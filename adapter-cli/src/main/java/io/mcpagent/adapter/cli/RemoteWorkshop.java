package io.mcpagent.adapter.cli;

import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** That of a server. */
record RemoteWorkshop(ServerClient server) implements Workshop {
    @Override
    public List<Json.Obj> agents() {
        return server.list("/agents?");
    }

    /** They stand on every page. */
    @Override
    public List<Json.Obj> unusableAgents() {
        return Members.objects(server.get("/agents?limit=1"), "unusable");
    }

    @Override
    public Json.Obj agent(AgentName name) {
        return server.get("/agents/" + ServerClient.segment(name.value()));
    }

    @Override
    public List<Json.Obj> tools() {
        return server.list("/tools?");
    }
}
