package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.signin.SignInSettings;
import io.mcpagent.adapter.mcp.signin.SignIns;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import io.mcpagent.testkit.access.CountingSecrets;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.json.SmallJsonSchemas;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.tool.SampleToolServers;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * The client in a scenario of the conformance suite: lists the tools of its server and calls them, or what the scenario
 * names, answers what they ask, and signs in with a browser whose user agrees to all.
 */
final class ConformanceClient implements AutoCloseable {
    private static final URI BACK = URI.create("http://localhost:3000/callback");
    private static final URI DOCUMENT = URI.create("https://conformance-test.local/client-metadata.json");
    private static final int MOST_ROUNDS = 10;
    private static final int MOST_SIGN_INS = 5;

    private final OkHttpClient http = new OkHttpClient.Builder()
            .followRedirects(false)
            .readTimeout(Duration.ofMinutes(1))
            .build();
    private final Json.Obj context;
    private final ToolServer server;
    private final McpToolServers host;
    private final SignIns signIns;

    /** @param context what the scenario gives its client */
    ConformanceClient(URI url, Json.Obj context) {
        this.context = context;
        this.server = Servers.server(new ToolServerAddress.Http(url, Map.of(), entry(context)));
        var store = new InMemoryStore(InstantSource.system());
        new InMemoryToolServerRepository(store).save(SampleToolServers.remote("server"));
        signIns = SignIns.open(
                new SignInSettings("MCP Agent", Optional.of(DOCUMENT)),
                new SignIns.Ports(
                        new InMemoryToolServerSignInRepository(store),
                        new InMemoryPendingToolServerSignInRepository(store),
                        new InMemorySecrets(),
                        new CountingSecrets(),
                        http,
                        InstantSource.system()));
        host = McpToolServers.open("1.0", http, new SmallJsonSchemas(), signIns, InstantSource.system());
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

    /** Does what a scenario wants; whatever it throws is that it did not get through. */
    void play(String scenario) throws InterruptedException, ExecutionException {
        var tools = signedIn(() -> host.offer(server, Servers.CALLER)).tools();
        var calls = new Members(context, "The context").objects("toolCalls");
        if (!calls.isEmpty()) {
            calls.stream()
                    .map(call -> new Members(call, "A call"))
                    .forEach(call -> call(call.string("name"), call.object("arguments")));
            return;
        }
        switch (scenario) {
            case "json-schema-ref-no-deref" -> {}
            case "json-schema-2020-12-preservation" ->
                call(
                        tools.getLast().name(),
                        Json.object().with("schema", tools.getFirst().inputSchema()));
            default -> all(tools);
        }
    }

    /** Side by side, as a run calls what one reply of its model asks for. */
    private void all(List<ServedTool> tools) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (var tool : tools)
                calls.add(threads.submit(() -> call(tool.name(), ConformanceAnswers.to(tool.inputSchema()))));
            for (var call : calls) call.get();
        }
    }

    private void call(String tool, Json.Obj arguments) {
        var rounds = new ArrayList<ToolRound>();
        for (var n = 0; n < MOST_ROUNDS; n++) {
            var invocation = Servers.invocation(tool, arguments, rounds.toArray(new ToolRound[0]));
            switch (signedIn(() -> host.call(server, tool, invocation))) {
                case ToolOutcome outcome -> {
                    return;
                }
                case ToolResponse.Lost lost -> throw new IllegalStateException(tool + " is lost");
                case ToolResponse.Asks asks -> rounds.add(ConformanceAnswers.to(asks));
            }
        }
        throw new IllegalStateException(tool + " asks for ever");
    }

    /** Signs in where a request says so, and makes it again. */
    private <T> T signedIn(Supplier<T> request) {
        for (var times = 0; times < MOST_SIGN_INS; times++) {
            try {
                return request.get();
            } catch (UpstreamFailure failure) {
                if (!failure.code().equals("tool_server_sign_in")) throw failure;
                signIn();
            }
        }
        throw new IllegalStateException("signed in again and again");
    }

    private void signIn() {
        var at = signIns.begin(server, Servers.CALLER, BACK);
        try (var response =
                http.newCall(new Request.Builder().url(at.toString()).build()).execute()) {
            var back = Optional.ofNullable(response.header("Location"))
                    .orElseThrow(() -> new IllegalStateException("the browser was not sent back"));
            signIns.finish(Servers.CALLER, back, name -> server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
