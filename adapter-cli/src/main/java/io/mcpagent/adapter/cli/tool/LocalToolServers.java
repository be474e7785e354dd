package io.mcpagent.adapter.cli.tool;

import io.mcpagent.application.tool.ToolPinJson;
import io.mcpagent.application.tool.ToolPinService;
import io.mcpagent.application.tool.ToolServerJson;
import io.mcpagent.application.tool.ToolServerService;
import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.List;
import java.util.Map;

/** Those of the data directory. */
public record LocalToolServers(ToolServerService service, ToolPinService pinService) implements ToolServers {
    @Override
    public List<Json.Obj> servers() {
        return service.servers(Caller.LOCAL_OWNER).stream()
                .map(ToolServerJson::of)
                .toList();
    }

    @Override
    public List<Json.Obj> states() {
        return service.states(Caller.LOCAL_OWNER).stream()
                .map(ToolServerJson::of)
                .toList();
    }

    @Override
    public Json.Obj server(ToolServerName name) {
        return ToolServerJson.of(service.server(Caller.LOCAL_OWNER, name));
    }

    @Override
    public Json.Obj add(WantedToolServer wanted) {
        return ToolServerJson.of(
                service.add(Caller.LOCAL_OWNER, List.of(wanted)).getFirst());
    }

    @Override
    public Json.Obj change(WantedToolServer wanted) {
        return ToolServerJson.of(service.change(Caller.LOCAL_OWNER, wanted, Expected.anything()));
    }

    @Override
    public void enable(ToolServerName name, boolean enabled) {
        var before = service.server(Caller.LOCAL_OWNER, name);
        service.change(Caller.LOCAL_OWNER, WantedToolServer.asShown(before, enabled), Expected.anything());
    }

    @Override
    public Json.Obj importAll(Json.Obj file, Map<String, String> variables) {
        return ToolServerJson.of(service.imported(Caller.LOCAL_OWNER, file, variables));
    }

    @Override
    public void remove(ToolServerName name) {
        service.remove(Caller.LOCAL_OWNER, name, Expected.anything());
    }

    @Override
    public Json.Obj test(ToolServerName name) {
        return ToolServerJson.of(pinService.test(Caller.LOCAL_OWNER, name));
    }

    @Override
    public List<Json.Obj> pins(ToolServerName name) {
        return pinService.pins(Caller.LOCAL_OWNER, name).stream()
                .map(ToolPinJson::of)
                .toList();
    }

    @Override
    public void approve(ToolServerName name, Map<String, DefinitionHash> tools, boolean annotations) {
        pinService.approve(Caller.LOCAL_OWNER, name, tools, annotations);
    }

    @Override
    public void reject(ToolServerName name, Map<String, DefinitionHash> tools) {
        pinService.reject(Caller.LOCAL_OWNER, name, tools);
    }
}
