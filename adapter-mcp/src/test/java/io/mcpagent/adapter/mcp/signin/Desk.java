package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.signin.Loopback.Asked;
import io.mcpagent.adapter.mcp.signin.Loopback.Said;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.CountingSecrets;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.tool.SampleToolServers;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** A tool server that wants tokens, its authorization server, our sign-ins, and the part of a transport that sends them. */
final class Desk implements AutoCloseable {
    static final URI BACK = URI.create("http://127.0.0.1:1/back");
    static final Caller ADA = new Caller(new UserId("ada"));
    static final Caller BOB = new Caller(new UserId("bob"));
    static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    final SteppingTime time = new SteppingTime();
    final IssuingServer issuer = new IssuingServer();
    final Loopback resource = new Loopback();
    final InMemoryStore store = new InMemoryStore(time);
    final InMemorySecrets secrets = new InMemorySecrets();
    final CountingSecrets random = new CountingSecrets();
    final InMemoryToolServerRepository servers = new InMemoryToolServerRepository(store);
    final InMemoryToolServerSignInRepository rows = new InMemoryToolServerSignInRepository(store);
    final OkHttpClient calls = new OkHttpClient.Builder()
            .followRedirects(false)
            .callTimeout(Duration.ofSeconds(5))
            .build();
    final SignIns signIns = another(SignInSettings.DEFAULT);

    /** What the server's challenge says beside where its metadata are. */
    String challenge = "";

    String neededScope = "";

    private Optional<ToolServerClient> entry = Optional.empty();

    Desk() {
        servers.save(SampleToolServers.remote("wiki"));
        resource.onJson(METADATA, metadata());
        resource.on("/mcp", this::serve);
    }

    /** A process of its own over the same records. */
    SignIns another(SignInSettings settings) {
        var pending = new InMemoryPendingToolServerSignInRepository(store);
        return SignIns.open(settings, new SignIns.Ports(rows, pending, secrets, random, calls, time));
    }

    Json.Obj metadata() {
        return Json.object()
                .with("resource", Json.of(resource.origin() + "/mcp"))
                .with("authorization_servers", IssuingServer.texts(issuer.issuer()));
    }

    void hasEntry(ToolServerClient client) {
        entry = Optional.of(client);
    }

    ToolServer server() {
        return at(URI.create(resource.origin() + "/mcp"));
    }

    ToolServer at(URI url) {
        return new ToolServer(
                new ToolServerName("wiki"),
                new ToolServerAddress.Http(url, Map.of(), entry),
                Set.of(),
                List.of(),
                Duration.ofSeconds(5));
    }

    private Said serve(Asked asked) {
        var scopes = asked.header("Authorization")
                .map(value -> value.substring("Bearer ".length()))
                .flatMap(issuer::scopes);
        if (scopes.isEmpty()) return refusal(401, challenge);
        if (!List.of(scopes.get().split(" ")).contains(neededScope) && !neededScope.isEmpty())
            return refusal(403, ", error=\"insufficient_scope\", scope=\"" + neededScope + "\"");
        return Said.json(200, Json.object());
    }

    private Said refusal(int status, String more) {
        return new Said(
                status,
                Map.of(
                        "WWW-Authenticate",
                        "Bearer resource_metadata=\"%s\"%s".formatted(resource.origin() + METADATA, more)),
                new byte[0]);
    }

    /** What comes of a call: {@code ok}, or the remedy that it ends with. */
    Object call(Caller caller) {
        return call(signIns, caller);
    }

    Object call(SignIns by, Caller caller) {
        var bearer = by.bearer(server(), caller);
        for (var attempt = 0; ; attempt++) {
            var request = new Request.Builder()
                    .url(resource.origin() + "/mcp")
                    .post(RequestBody.create("{}", MediaType.get("application/json")));
            bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
            try (var response = calls.newCall(request.build()).execute()) {
                if (response.isSuccessful()) return "ok";
                var refused =
                        new RefusedRequest(response.code(), response.headers("WWW-Authenticate"), bearer, attempt);
                var remedy = by.remedy(server(), caller, refused);
                if (!(remedy instanceof Remedy.Retry(var token))) return remedy;
                bearer = Optional.of(token);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    URI begin(Caller caller) {
        return signIns.begin(server(), caller, BACK);
    }

    void finish(Caller caller, String answer) {
        signIns.finish(caller, answer, name -> server());
    }

    void signIn(Caller caller) {
        finish(caller, issuer.comeBack(begin(caller)));
    }

    /** The requests for tokens, by their grant. */
    List<String> grants() {
        var grants = new ArrayList<String>();
        issuer.http
                .asked("/token")
                .forEach(asked -> grants.add(asked.parameters().get("grant_type")));
        return grants;
    }

    Asked lastAsked(String path) {
        return issuer.http.asked(path).getLast();
    }

    @Override
    public void close() {
        issuer.close();
        resource.close();
    }
}
