import io.mcpagent.benchmarks.run.Turns;
import io.mcpagent.benchmarks.tool.EchoServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Calls through the SDK's synchronous client. The arguments: a URL, or the command of a server. */
public final class SdkCalls {
    private SdkCalls() {}

    public static void main(String[] args) throws IOException {
        try (var client = McpClient.sync(transport(args)).build()) {
            client.initialize();
            Turns.serve(
                    message -> {
                        var call = CallToolRequest.builder(EchoServer.TOOL)
                                .arguments(Map.of("message", message))
                                .build();
                        return ((TextContent) client.callTool(call).content().getFirst()).text();
                    },
                    EchoServer.MESSAGE,
                    EchoServer.MESSAGE);
        }
        System.exit(0);
    }

    private static McpClientTransport transport(String[] args) {
        if (args.length == 1)
            return HttpClientStreamableHttpTransport.builder(args[0].replaceAll("/mcp$", "")).build();
        return new StdioClientTransport(
                ServerParameters.builder(args[0])
                        .args(Arrays.asList(args).subList(1, args.length))
                        .build(),
                McpJsonDefaults.getMapper());
    }
}
