package io.mcpagent.benchmarks.tool;

import io.mcpagent.adapter.mcp.tool.McpToolServers;
import io.mcpagent.adapter.tools.LocalTools;
import io.mcpagent.benchmarks.run.Turns;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/** Calls through the platform's host of tool servers. The arguments: a URL, or the command of a server. */
public final class OurCalls {
    private OurCalls() {}

    public static void main(String[] args) throws IOException {
        ToolServerAddress address = args.length == 1
                ? new ToolServerAddress.Http(URI.create(args[0]), Map.of())
                : new ToolServerAddress.Process(
                        args[0], Arrays.asList(args).subList(1, args.length), Map.of(), Optional.empty());
        var server = new ToolServer(new ToolServerName("echo"), address, Set.of(), List.of(), Duration.ofSeconds(20));
        var arguments = Json.object().with("message", Json.of(EchoServer.MESSAGE));
        try (var host =
                McpToolServers.open("1", new OkHttpClient(), LocalTools.jsonSchemas(), InstantSource.system())) {
            Turns.serve(
                    message -> {
                        var call = new ToolInvocation(Caller.LOCAL_OWNER, message, "echo__echo", arguments, Set.of());
                        return host.call(server, EchoServer.TOOL, call)
                                        instanceof ToolOutcome.Succeeded(var text, var none)
                                ? text
                                : "failed";
                    },
                    EchoServer.MESSAGE,
                    EchoServer.MESSAGE);
        }
    }
}
