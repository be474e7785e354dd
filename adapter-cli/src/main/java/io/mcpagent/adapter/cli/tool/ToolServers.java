package io.mcpagent.adapter.cli.tool;

import io.mcpagent.application.tool.WantedToolServer;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionHash;
import io.mcpagent.domain.tool.ToolServerName;
import java.util.List;
import java.util.Map;

/** Tool servers and pins, as the API writes them; of this machine, or of a server. */
public interface ToolServers {
    /** By name. */
    List<Json.Obj> servers();

    /** Of those that were needed so far. */
    List<Json.Obj> states();

    Json.Obj server(ToolServerName name);

    Json.Obj add(WantedToolServer wanted);

    /** The one of that name is so from now on; what was shown in a secret's place leaves that as it is. */
    Json.Obj change(WantedToolServer wanted);

    /** Whether its tools may be called; all else stays. */
    void enable(ToolServerName name, boolean enabled);

    /** All servers of another client's file as {@code data}, and {@code notes}. */
    Json.Obj importAll(Json.Obj file, Map<String, String> variables);

    void remove(ToolServerName name);

    /** What it offers, and how that stands to its pins. */
    Json.Obj test(ToolServerName name);

    /** By name. */
    List<Json.Obj> pins(ToolServerName name);

    void approve(ToolServerName name, Map<String, DefinitionHash> tools, boolean annotations);

    void reject(ToolServerName name, Map<String, DefinitionHash> tools);
}
