package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.tool.McpToolServers;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.access.CountingSecrets;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.tool.SampleToolServers;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The client that the conformance suite of the protocol starts for its scenarios of authorization: lists tools and calls
 * one, and signs in with a browser whose user agrees to all. Its last argument is the
 * server's address; it ends with 1 where it does not get through.
 */
public final class ConformanceClient {
    private static final URI BACK = URI.create("http://localhost:3000/callback");
    private static final URI DOCUMENT = URI.create("https://conformance-test.local/client-metadata.json");
    private static final int MOST_SIGN_INS = 5;

    private final ToolServer server;
    private final McpToolServers host;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .followRedirects(false)
            .callTimeout(Duration.ofSeconds(10))
            .build();
    private final SignIns signIns;

    private ConformanceClient(URI url, Optional<ToolServerClient> entry) {
        server = new ToolServer(
                new ToolServerName("conformance"),
                new ToolServerAddress.Http(url, Map.of(), entry),
                Set.of(),
                List.of(),
                Duration.ofSeconds(10));
        var store = new InMemoryStore(InstantSource.system());
        new InMemoryToolServerRepository(store).save(SampleToolServers.remote("conformance"));
        signIns = SignIns.open(
                new SignInSettings("MCP Agent", Optional.of(DOCUMENT)),
                new SignIns.Ports(
                        new InMemoryToolServerSignInRepository(store),
                        new InMemoryPendingToolServerSignInRepository(store),
                        new InMemorySecrets(),
                        new CountingSecrets(),
                        http,
                        InstantSource.system()));
        host = McpToolServers.open("1.0", http, signIns, InstantSource.system());
    }

    public static void main(String[] arguments) throws IOException {
        var entry = Optional.ofNullable(System.getenv("MCP_CONFORMANCE_CONTEXT"))
                .flatMap(text -> entry((Json.Obj) JsonBytes.read(text.getBytes(StandardCharsets.UTF_8))));
        try {
            new ConformanceClient(URI.create(arguments[arguments.length - 1]), entry).run();
        } catch (RuntimeException e) {
            System.err.println(e);
            System.exit(1);
        }
        System.exit(0);
    }

    private static Optional<ToolServerClient> entry(Json.Obj context) {
        var members = new Members(context, "The context");
        var grant = members.findString("name").orElse("").contains("client-credentials")
                ? Grant.CLIENT_CREDENTIALS
                : Grant.AUTHORIZATION_CODE;
        var secret = members.findString("client_secret").<Credential>map(Credential.Secret::new);
        var key = members.findString("private_key_pem").<Credential>map(Credential.PrivateKey::new);
        return members.findString("client_id")
                .map(id -> new ToolServerClient(
                        id, secret.or(() -> key).orElseGet(Credential.None::new), grant, Optional.empty()));
    }

    private void run() throws IOException {
        through(() -> host.offer(server, Caller.LOCAL_OWNER));
        through(() -> host.call(
                server,
                "test-tool",
                new ToolInvocation(Caller.LOCAL_OWNER, "key", "test-tool", Json.object(), Set.of())));
    }

    /** Signs in where a call says so, and makes it again. */
    private void through(Runnable call) throws IOException {
        for (var times = 0; times < MOST_SIGN_INS; times++) {
            try {
                call.run();
                return;
            } catch (UpstreamFailure failure) {
                if (!failure.code().equals("tool_server_sign_in")) throw failure;
                signIn();
            }
        }
        throw new IllegalStateException("signed in again and again");
    }

    private void signIn() throws IOException {
        var at = signIns.begin(server, Caller.LOCAL_OWNER, BACK);
        try (var response =
                http.newCall(new Request.Builder().url(at.toString()).build()).execute()) {
            var back = Optional.ofNullable(response.header("Location"))
                    .orElseThrow(() -> new IllegalStateException("the browser was not sent back"));
            signIns.finish(Caller.LOCAL_OWNER, back, name -> server);
        }
    }
}
