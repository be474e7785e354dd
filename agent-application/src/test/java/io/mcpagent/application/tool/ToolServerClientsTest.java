package io.mcpagent.application.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.transaction.Expected;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.StoredAddress;
import io.mcpagent.domain.tool.StoredClient;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerClient.Credential;
import io.mcpagent.domain.tool.ToolServerClient.Grant;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignIn;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As whom we come to the authorization server of a tool server. */
class ToolServerClientsTest {
    private static final Caller OWNER = Caller.LOCAL_OWNER;
    private static final ToolServerName WIKI = new ToolServerName("wiki");
    private static final URI URL = URI.create("https://wiki.example/mcp");
    private static final Optional<String> ISSUER = Optional.of("https://login.example");
    private static final String SECRET = "s3cret of the client";
    private static final String PEM = "-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----\n";

    private final Machine machine = new Machine();
    private final Platform platform = machine.start();
    private final ToolServerService servers = platform.toolServers;

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void whatAClientShowsForItselfIsSealedAndGivenToWhoeverReachesTheServer() {
        for (var credential : List.of(new Credential.Secret(SECRET), new Credential.PrivateKey(PEM))) {
            var client = client(credential, Grant.CLIENT_CREDENTIALS, ISSUER);
            var added = servers.add(OWNER, List.of(wanted(URL, client))).getFirst();

            assertThat(added.toString() + ToolServerJson.of(added)).doesNotContain(SECRET, "MIGH");
            assertThat(ToolServerJson.of(added).toString())
                    .contains("client_id", "ours", "********", "client_credentials", "https://login.example", "read");
            assertThat(reached()).contains(client);
            servers.remove(OWNER, WIKI, Expected.anything());
        }
    }

    @Test
    void whatIsGivenAsItWasShownStaysForTheSameClientOfTheSameIssuerAtTheSamePlace() {
        var client = client(new Credential.Secret(SECRET), Grant.AUTHORIZATION_CODE, ISSUER);
        servers.add(OWNER, List.of(wanted(URL, client)));
        var masked = new Credential.Secret("********");

        servers.change(
                OWNER,
                wanted(URL, new ToolServerClient("ours", masked, client.grant(), ISSUER, List.of("more"))),
                Expected.anything());

        assertThat(reached().orElseThrow().credential()).isEqualTo(client.credential());
        assertThat(reached().orElseThrow().scopes()).containsExactly("more");
        for (var other : List.of(
                wanted(URI.create("https://evil.example/mcp"), client(masked, client.grant(), ISSUER)),
                wanted(URL, client(masked, client.grant(), Optional.of("https://evil.example"))),
                wanted(URL, client(masked, client.grant(), Optional.empty())),
                wanted(URL, new ToolServerClient("other", masked, client.grant(), ISSUER)),
                wanted(URL, client(new Credential.PrivateKey("********"), client.grant(), ISSUER))))
            assertThatThrownBy(() -> servers.change(OWNER, other, Expected.anything()))
                    .isInstanceOf(InvalidRequest.class)
                    .hasMessageContaining("give it again");
        assertThat(reached().orElseThrow().credential()).isEqualTo(client.credential());
    }

    /** Whoever writes to the records can't have a secret shown to another issuer. */
    @Test
    void aSealedSecretOpensForItsOwnIssuerAlone() {
        var added = servers.add(
                        OWNER,
                        List.of(wanted(URL, client(new Credential.Secret(SECRET), Grant.AUTHORIZATION_CODE, ISSUER))))
                .getFirst();
        var address = (StoredAddress.Http) added.address();
        var client = address.client().orElseThrow();
        var moved = new StoredClient(
                client.id(), client.credential(), client.grant(), Optional.of("https://evil.example"), List.of());
        platform.toolServerPorts
                .servers()
                .save(added.with(new StoredAddress.Http(address.url(), address.headers(), Optional.of(moved))));

        assertThatThrownBy(() -> platform.toolPins.test(OWNER, WIKI))
                .isInstanceOfSatisfying(
                        AgentFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("secret_unreadable"));
        assertThat(machine.toolServers.asked()).isEmpty();
    }

    @Test
    void whoSignedInByOneClientSignsInAnewByAnother() {
        var before = client(new Credential.Secret(SECRET), Grant.CLIENT_CREDENTIALS, ISSUER);
        servers.add(OWNER, List.of(wanted(URL, before)));
        var signIns = platform.toolServerPorts.signIns().made();
        signIns.put(new ToolServerSignIn(WIKI, new UserId("ada"), new SealedSecret("tokens"), 1, Optional.empty()));

        servers.change(
                OWNER,
                wanted(URL, client(new Credential.Secret("renewed"), Grant.CLIENT_CREDENTIALS, ISSUER)),
                Expected.anything());
        assertThat(signIns.all()).hasSize(1);
        servers.change(
                OWNER,
                wanted(URL, client(new Credential.Secret("renewed"), Grant.AUTHORIZATION_CODE, ISSUER)),
                Expected.anything());

        assertThat(signIns.all()).isEmpty();
    }

    @Test
    void allThatIsWrongWithAClientIsToldAtOnce() {
        var client = new ToolServerClient(
                "ours\u00fc",
                new Credential.PrivateKey("MIGH"),
                Grant.AUTHORIZATION_CODE,
                Optional.of("http://login.example"),
                List.of("two words"));
        var address = new ToolServerAddress.Http(URL, Map.of("authorization", "Bearer x"), Optional.of(client));

        assertThatThrownBy(() -> servers.add(OWNER, List.of(wanted(address))))
                .hasMessageContainingAll(
                        "oauth.client_id",
                        "PKCS #8",
                        "no issuer such as https",
                        "\"two words\" is no scope",
                        "Leave one of them out");
        assertThatThrownBy(() -> servers.add(
                        OWNER,
                        List.of(wanted(URL, client(new Credential.Secret("a\nb"), Grant.AUTHORIZATION_CODE, ISSUER)))))
                .hasMessageContaining("oauth.client_secret");
    }

    @Test
    void areReadAsOtherProgramsHaveThem() {
        var claude = Json.object()
                .with("clientId", Json.of("a"))
                .with("scopes", Json.of("read  write"))
                .with("callbackPort", Json.of(8080))
                .with("authServerMetadataUrl", Json.of("https://login.example/x"));
        var gemini = Json.object()
                .with("enabled", Json.of(true))
                .with("clientId", Json.of("b"))
                .with("clientSecret", Json.of("${SECRET}"))
                .with("scopes", Json.array(List.of(Json.of("read"))));
        var cursor = Json.object().with("CLIENT_ID", Json.of("c")).with("CLIENT_SECRET", Json.of("s"));

        assertThat(clientOf("oauth", claude))
                .contains(new ToolServerClient(
                        "a",
                        new Credential.None(),
                        Grant.AUTHORIZATION_CODE,
                        Optional.empty(),
                        List.of("read", "write")));
        assertThat(notes("oauth", claude))
                .anySatisfy(note -> assertThat(note).contains("--port 8080", "http://127.0.0.1:8080/callback"))
                .anySatisfy(note -> assertThat(note).contains("authServerMetadataUrl was left out"));
        assertThat(clientOf("oauth", gemini))
                .contains(new ToolServerClient(
                        "b",
                        new Credential.Secret("t0p"),
                        Grant.AUTHORIZATION_CODE,
                        Optional.empty(),
                        List.of("read")));
        assertThat(clientOf("auth", cursor).map(ToolServerClient::credential)).contains(new Credential.Secret("s"));
        assertThat(clientOf("oauth", gemini.with("enabled", Json.of(false)))).isEmpty();
        assertThat(clientOf("oauth", Json.object().with("scopes", Json.of("read"))))
                .isEmpty();
        assertThat(clientOf("oauth", Json.of(false))).isEmpty();
        assertThatThrownBy(() -> clientOf(
                        "oauth", Json.object().with("clientId", Json.of(1)).with("callbackPort", Json.of(0))))
                .hasMessageContainingAll("web: oauth.clientId", "web: oauth.callbackPort");
        assertThatThrownBy(() -> clientOf("oauth", Json.of("yes"))).hasMessageContaining("web: oauth");
    }

    private static Optional<ToolServerClient> clientOf(String holder, Json given) {
        return ((ToolServerAddress.Http)
                        imported(holder, given).servers().getFirst().server().address())
                .client();
    }

    private static List<String> notes(String holder, Json given) {
        return imported(holder, given).notes();
    }

    private static ImportedServers imported(String holder, Json given) {
        var entry = Json.object().with("httpUrl", Json.of(URL.toString())).with(holder, given);
        return ImportedServers.read(
                Json.object().with("mcpServers", Json.object().with("web", entry)), Map.of("SECRET", "t0p"));
    }

    private Optional<ToolServerClient> reached() {
        machine.toolServers.offering("wiki");
        platform.toolPins.test(OWNER, WIKI);
        return ((ToolServerAddress.Http) machine.toolServers.asked().getLast().address()).client();
    }

    private static ToolServerClient client(Credential credential, Grant grant, Optional<String> issuer) {
        return new ToolServerClient("ours", credential, grant, issuer, List.of("read"));
    }

    private static WantedToolServer wanted(URI url, ToolServerClient client) {
        return wanted(new ToolServerAddress.Http(url, Map.of(), Optional.of(client)));
    }

    private static WantedToolServer wanted(ToolServerAddress address) {
        return new WantedToolServer(
                new ToolServer(WIKI, address, Set.of(), List.of(), Duration.ofSeconds(9)), true, false);
    }
}
