package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServer.Permission;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.json.SmallJsonSchemas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/** Calls of servers, as a run makes them. */
final class Servers {
    static final Caller CALLER = Caller.LOCAL_OWNER;
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Servers() {}

    static McpToolServers host() {
        var http = new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(5)).build();
        return McpToolServers.open("1.0", http, new SmallJsonSchemas(), InstantSource.system());
    }

    static ToolServer server(ToolServerAddress address) {
        return server(address, TIMEOUT);
    }

    static ToolServer server(ToolServerAddress address, Duration timeout) {
        return new ToolServer(
                new ToolServerName("server"), address, EnumSet.allOf(Permission.class), List.of(), timeout);
    }

    static ToolServer lonely(ToolServerAddress address) {
        return new ToolServer(new ToolServerName("server"), address, Set.of(), List.of(), TIMEOUT);
    }

    static ToolInvocation invocation(String key, Json.Obj arguments, ToolRound... rounds) {
        return new ToolInvocation(
                CALLER, key, "server__tool", arguments, Set.of(), List.of(rounds), false, Optional.empty());
    }

    /** One of a tool that may be called twice. */
    static ToolInvocation repeatable(String key, Json.Obj arguments, ToolRound... rounds) {
        return new ToolInvocation(
                CALLER, key, "server__tool", arguments, Set.of(), List.of(rounds), true, Optional.empty());
    }

    static String text(ToolResponse response) {
        return switch (response) {
            case ToolOutcome.Succeeded(var text, var passages) -> text;
            case ToolOutcome.Failed(var message) -> "FAILED " + message;
            case ToolResponse.Asks(var questions, var state) -> "ASKS " + questions;
            case ToolResponse.Lost() -> "LOST";
        };
    }
}
