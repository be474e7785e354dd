package io.mcpagent.adapter.cli.tool;

import io.mcpagent.adapter.cli.Members;
import io.mcpagent.adapter.cli.ServerClient;
import io.mcpagent.application.tool.ToolServerJson;
import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Those of a server. */
public record RemoteToolServers(ServerClient server) implements ToolServers {
    private static final String ALL = "/tool-servers";

    @Override
    public List<Json.Obj> servers() {
        return server.list(ALL + "?");
    }

    /** They stand on every page. */
    @Override
    public List<Json.Obj> states() {
        return Members.objects(server.get(ALL + "?limit=1"), "states");
    }

    @Override
    public Json.Obj server(ToolServerName name) {
        return server.get(path(name));
    }

    @Override
    public Json.Obj add(WantedToolServer wanted) {
        return server.post(ALL, ToolServerJson.of(wanted));
    }

    @Override
    public Json.Obj change(WantedToolServer wanted) {
        return server.put(path(wanted.server().name()), body(ToolServerJson.of(wanted)));
    }

    @Override
    public void enable(ToolServerName name, boolean enabled) {
        server.put(path(name), body(server(name)).with("enabled", Json.of(enabled)));
    }

    /** Without what the server says of it by itself. */
    private static Json.Obj body(Json.Obj shown) {
        var members = new LinkedHashMap<>(shown.members());
        List.of("name", "type", "version").forEach(members::remove);
        return new Json.Obj(members);
    }

    @Override
    public Json.Obj importAll(Json.Obj file, Map<String, String> variables) {
        return server.post(
                ALL + "/import",
                Json.object().with("config", file).with("variables", texts(variables, Function.identity())));
    }

    @Override
    public void remove(ToolServerName name) {
        server.delete(path(name));
    }

    @Override
    public Json.Obj test(ToolServerName name) {
        return server.post(path(name) + "/test");
    }

    @Override
    public List<Json.Obj> pins(ToolServerName name) {
        return server.list(path(name) + "/pins?");
    }

    @Override
    public void approve(ToolServerName name, Map<String, DefinitionHash> tools, boolean annotations) {
        server.post(
                path(name) + "/pins/approve",
                Json.object()
                        .with("tools", texts(tools, DefinitionHash::value))
                        .with("confirm_annotations", Json.of(annotations)));
    }

    @Override
    public void reject(ToolServerName name, Map<String, DefinitionHash> tools) {
        server.post(path(name) + "/pins/reject", Json.object().with("tools", texts(tools, DefinitionHash::value)));
    }

    private static String path(ToolServerName name) {
        return ALL + "/" + ServerClient.segment(name.value());
    }

    private static <T> Json.Obj texts(Map<String, T> values, Function<T, String> text) {
        var members = new LinkedHashMap<String, Json>();
        values.forEach((name, value) -> members.put(name, Json.of(text.apply(value))));
        return new Json.Obj(members);
    }
}
