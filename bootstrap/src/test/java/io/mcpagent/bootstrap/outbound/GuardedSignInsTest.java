package io.mcpagent.bootstrap.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.adapter.mcp.signin.SignInSettings;
import io.mcpagent.adapter.mcp.signin.SignIns;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
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
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Dns;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool server that may be called names addresses to sign in at that may not. */
class GuardedSignInsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String RESOURCE = "/.well-known/oauth-protected-resource/mcp";
    private static final String ISSUER = "/.well-known/oauth-authorization-server";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
    private final Trap trap = new Trap();
    private final SteppingTime time = new SteppingTime();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.getOrDefault(request.getUrl().encodedPath(), new MockResponse(404, Headers.EMPTY, ""));
            }
        });
        challenge(origin() + RESOURCE);
        answer(RESOURCE, "{'resource':'%s/mcp','authorization_servers':['%s']}".formatted(origin(), origin()));
    }

    @AfterEach
    void stop() {
        trap.close();
        server.close();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private void challenge(String metadata) {
        answers.put(
                "/mcp",
                new MockResponse(
                        401,
                        Headers.of("WWW-Authenticate", "Bearer resource_metadata=\"%s\"".formatted(metadata)),
                        ""));
    }

    private void answer(String path, String json) {
        answers.put(path, new MockResponse(200, Headers.of(), json.replace('\'', '"')));
    }

    private void issuer(String token, String register) {
        answer(
                ISSUER,
                "{'issuer':'%s','authorization_endpoint':'https://a.example/','token_endpoint':'%s','registration_endpoint':'%s','code_challenge_methods_supported':['S256']}"
                        .formatted(origin(), token, register));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://[::1]:%d/",
                "https://127.0.0.1:%d/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://2130706433/",
                "https://metadata.google.internal/",
                "file:///etc/passwd",
            })
    void nothingIsCalledThatTheGuardRefuses(String pattern) {
        var target = pattern.contains("%d") ? pattern.formatted(trap.port()) : pattern;

        challenge(target);
        if (!target.startsWith("file")) assertRefused();

        challenge(origin() + RESOURCE);
        answers.put(RESOURCE, new MockResponse(302, Headers.of("Location", target), ""));
        assertRefused();

        answer(RESOURCE, "{'resource':'%s/mcp','authorization_servers':['%s']}".formatted(origin(), target));
        assertRefused();

        answer(RESOURCE, "{'resource':'%s/mcp','authorization_servers':['%s']}".formatted(origin(), origin()));
        issuer(origin() + "/token", target);
        assertRefused();

        assertThat(trap.caught()).isZero();
    }

    private void assertRefused() {
        var store = new InMemoryStore(time);
        new InMemoryToolServerRepository(store).save(SampleToolServers.remote("wiki"));
        var rules = new OutboundRules(
                Set.of(80, 443, trap.port()), Set.of(new Endpoint("127.0.0.1", server.getPort())), Set.of());
        var settings = new OutboundSettings(rules, PATIENCE, PATIENCE, PATIENCE, 1 << 20, 3);
        Dns unknown = name -> List.of(InetAddress.getLoopbackAddress());
        try (var client = OutboundClient.open(settings, unknown)) {
            var signIns = SignIns.open(
                    SignInSettings.DEFAULT,
                    new SignIns.Ports(
                            new InMemoryToolServerSignInRepository(store),
                            new InMemoryPendingToolServerSignInRepository(store),
                            new InMemorySecrets(),
                            new CountingSecrets(),
                            client.calls(),
                            time));
            assertThatThrownBy(() ->
                            signIns.begin(toolServer(), Caller.LOCAL_OWNER, URI.create("http://127.0.0.1:1/back")))
                    .isInstanceOfSatisfying(
                            AgentFailure.class,
                            failure ->
                                    assertThat(failure.code()).isIn("outbound_refused", "tool_server_sign_in_failed"));
        }
    }

    private ToolServer toolServer() {
        return new ToolServer(
                new ToolServerName("wiki"),
                new ToolServerAddress.Http(URI.create(origin() + "/mcp"), Map.of()),
                Set.of(),
                List.of(),
                PATIENCE);
    }
}
