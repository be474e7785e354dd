package io.mcpagent.testkit.tool;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredClient;
import io.mcpagent.domain.tool.StoredValue;
import io.mcpagent.domain.tool.ToolAnnotations;
import io.mcpagent.domain.tool.ToolServer.Permission;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tool servers and their tools, for tests. */
public final class SampleToolServers {
    private SampleToolServers() {}

    /** A program with an argument that is sealed, and a variable that is not. */
    public static ToolServerEntry program(String name) {
        var address = new StoredAddress.Program(
                "npx",
                List.of(new StoredValue.Plain("-y"), new StoredValue.Sealed("--token=…", new SealedSecret("v1.a"))),
                Map.of("NODE_ENV", new StoredValue.Plain("production \u0000 \uD83D\uDE42")),
                Optional.of("/srv"));
        return new ToolServerEntry(
                new ToolServerName(name),
                address,
                true,
                false,
                Set.of(Permission.ROOTS, Permission.ELICITATION),
                List.of("file:///srv/files"),
                Duration.ofSeconds(60),
                0);
    }

    /** One on the network, with a header that is sealed. */
    public static ToolServerEntry remote(String name) {
        return remote(
                name, Map.of("Authorization", new StoredValue.Sealed("…", new SealedSecret("v1.b"))), Optional.empty());
    }

    /** One on the network whose authorization server knows us by a client of that credential. */
    public static ToolServerEntry known(String name, StoredClient.Credential credential) {
        var client = new StoredClient(
                "a client's id",
                credential,
                ToolServerClient.Grant.CLIENT_CREDENTIALS,
                Optional.of("https://login.example"),
                List.of("write", "read"));
        return remote(name, Map.of(), Optional.of(client));
    }

    private static ToolServerEntry remote(
            String name, Map<String, StoredValue> headers, Optional<StoredClient> client) {
        var address = new StoredAddress.Http(new StoredValue.Plain("https://tools.example/mcp"), headers, client);
        return new ToolServerEntry(
                new ToolServerName(name), address, false, true, Set.of(), List.of(), Duration.ofMillis(1_500), 0);
    }

    /** A tool that takes any object. */
    public static ServedTool tool(String name, String description) {
        return new ServedTool(
                name,
                Optional.empty(),
                description,
                Json.object().with("type", Json.of("object")),
                Optional.empty(),
                ToolAnnotations.NONE);
    }

    /** The same tool, of which its server says what it does to the world. */
    public static ServedTool saying(ServedTool tool, boolean readOnly, boolean idempotent) {
        return new ServedTool(
                tool.name(),
                Optional.of("A title"),
                tool.description(),
                tool.inputSchema(),
                Optional.of(Json.object().with("type", Json.of("object"))),
                new ToolAnnotations(
                        Optional.empty(),
                        Optional.of(readOnly),
                        Optional.of(false),
                        Optional.of(idempotent),
                        Optional.empty()));
    }
}
