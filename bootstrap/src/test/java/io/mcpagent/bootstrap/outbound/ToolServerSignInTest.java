package io.mcpagent.bootstrap.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.access.OidcServer;
import io.mcpagent.adapter.mcp.signin.SignInSettings;
import io.mcpagent.adapter.mcp.signin.SignIns;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.outbound.Endpoint;
import io.mcpagent.domain.outbound.OutboundRules;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.CountingSecrets;
import io.mcpagent.testkit.access.InMemorySecrets;
import io.mcpagent.testkit.tool.InMemoryPendingToolServerSignInRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerRepository;
import io.mcpagent.testkit.tool.InMemoryToolServerSignInRepository;
import io.mcpagent.testkit.tool.SampleToolServers;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

/** Signing in with a tool server whose authorization server is a certified one that others wrote. */
class ToolServerSignInTest {
    /** A client of that server that is given refresh tokens. */
    private static final String RENEWER = "renewer";

    private static final URI BACK = URI.create("http://127.0.0.1:1/api/v1/auth/oidc/callback");

    private final SteppingTime time = new SteppingTime();

    @Test
    void aUserSignsInAndTheTokenIsForThatServerAndIsRenewed() throws Exception {
        try (var issuer = OidcServer.start();
                var resource = new MockWebServer()) {
            resource.start(InetAddress.getLoopbackAddress(), 0);
            var url = URI.create("http://127.0.0.1:%d/mcp".formatted(resource.getPort()));
            resource.enqueue(new MockResponse(401, Headers.EMPTY, ""));
            resource.enqueue(new MockResponse(200, Headers.EMPTY, ofServer(url, issuer.issuer())));
            try (var client = client(resource.getPort(), issuer.issuer().getPort())) {
                var signIns = signIns(client);
                var server = server(url);

                var at = signIns.begin(server, Caller.LOCAL_OWNER, BACK);
                signIns.finish(Caller.LOCAL_OWNER, issuer.signIn("ada", at).toString(), name -> server);

                var credentials = signIns.credentials(server, Caller.LOCAL_OWNER);
                var forIt = "\"aud\":\"%s\"".formatted(url);
                var first = credentials.authorization().orElseThrow();
                assertThat(claims(first)).contains(forIt);
                assertThat(credentials.authorization()).contains(first);
                for (var renewals = 0; renewals < 2; renewals++) {
                    time.advance(Duration.ofDays(1));
                    var next = credentials.authorization().orElseThrow();
                    assertThat(next).isNotEqualTo(first);
                    assertThat(claims(next)).contains(forIt);
                }
            }
        }
    }

    private static String ofServer(URI url, URI issuer) {
        return """
                {"resource": "%s", "authorization_servers": ["%s"], "scopes_supported": ["openid", "api"]}
                """.formatted(url, issuer);
    }

    private static String claims(String authorization) {
        var claims = authorization.substring("Bearer ".length()).split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
    }

    private static OutboundClient client(int resource, int issuer) {
        var allowed = Set.of(new Endpoint("127.0.0.1", resource), new Endpoint("127.0.0.1", issuer));
        var limit = Duration.ofSeconds(30);
        return OutboundClient.open(
                new OutboundSettings(new OutboundRules(Set.of(), allowed, Set.of()), limit, limit, limit, 1 << 20, 3));
    }

    private SignIns signIns(OutboundClient client) {
        var store = new InMemoryStore(time);
        new InMemoryToolServerRepository(store).save(SampleToolServers.remote("wiki"));
        return SignIns.open(
                SignInSettings.DEFAULT,
                new SignIns.Ports(
                        new InMemoryToolServerSignInRepository(store),
                        new InMemoryPendingToolServerSignInRepository(store),
                        new InMemorySecrets(),
                        new CountingSecrets(),
                        client.calls(),
                        time));
    }

    private static ToolServer server(URI url) {
        var entry = new ToolServerClient(
                RENEWER, new Credential.Secret(OidcServer.SECRET), Grant.AUTHORIZATION_CODE, Optional.empty());
        return new ToolServer(
                new ToolServerName("wiki"),
                new ToolServerAddress.Http(url, Map.of(), Optional.of(entry)),
                Set.of(),
                List.of(),
                Duration.ofSeconds(5));
    }
}
