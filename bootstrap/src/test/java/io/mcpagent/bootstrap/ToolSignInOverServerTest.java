package io.mcpagent.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.access.OidcServer;
import io.mcpagent.adapter.cli.Cli;
import io.mcpagent.adapter.cli.CliStreams;
import io.mcpagent.adapter.cli.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way to sign in with a tool server, whose authorization server is one that others wrote, and registers us. */
class ToolSignInOverServerTest extends OverServerTest {
    private final OidcServer issuer = OidcServer.start();
    private final MockWebServer wiki = new MockWebServer();
    private final Deque<String> shown = new ConcurrentLinkedDeque<>();

    @BeforeEach
    void start() throws IOException {
        wiki.start(InetAddress.getLoopbackAddress(), 0);
        wiki.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getUrl().encodedPath().startsWith("/.well-known/oauth-protected-resource"))
                    return new MockResponse(200, Headers.EMPTY, metadata());
                var token = request.getHeaders().get("Authorization");
                if (token != null) shown.add(token);
                return new MockResponse(token == null ? 401 : 500, Headers.EMPTY, "");
            }
        });
        onData("tool-servers", "add", "wiki", "--url", url());
    }

    @AfterEach
    void stop() {
        wiki.close();
        issuer.close();
    }

    private String url() {
        return "http://127.0.0.1:%d/mcp".formatted(wiki.getPort());
    }

    private String metadata() {
        return "{\"resource\": \"%s\", \"authorization_servers\": [\"%s\"], \"scopes_supported\": [\"openid\", \"api\"]}"
                .formatted(url(), issuer.issuer());
    }

    @Override
    LocalHost host() {
        var allowed = "MCP_AGENT_OUTBOUND_ALLOW=127.0.0.1:%d, 127.0.0.1:%d"
                .formatted(wiki.getPort(), issuer.issuer().getPort());
        return new LocalHost(
                TestSettings.environment(allowed, "WIKI_SECRET=" + OidcServer.SECRET), AgentPlatform.Model.WHEN_NEEDED);
    }

    @Test
    void aUserSignsInOutAndInAgainAndTheTokensFollowTheMasterKey() throws Exception {
        assertThat(onData("tool-servers", "test", "wiki").err()).contains("mcp-agent tool-servers sign-in wiki");
        assertThat(shown).isEmpty();

        assertThat(signIn("--data-dir", data.toString())).contains("signed in with wiki");
        assertThat(token()).startsWith("Bearer ");

        assertThat(onData("secrets", "rotate").exitCode()).isZero();
        assertThat(onData("secrets", "retire").err()).contains("taken away");
        assertThat(token()).startsWith("Bearer ");

        assertThat(onData("tool-servers", "sign-out", "wiki").err()).contains("signed out of wiki");
        assertThat(token()).isEqualTo("none");
        try (var server = serve()) {
            assertThat(signIn("--server", server.address().toString())).contains("signed in with wiki");
            assertThat(token()).startsWith("Bearer ");
            onServer(server, "tool-servers", "remove", "wiki");
            onServer(server, "tool-servers", "add", "wiki", "--url", url());
            assertThat(token()).isEqualTo("none");
        }
    }

    @Test
    void aUserSignsInByTheClientThatSomebodyRegistered() throws Exception {
        onData("tool-servers", "remove", "wiki");
        var added = add("--client-id", "clerk", "--client-secret-from", "WIKI_SECRET", "--client-scope", "api");
        assertThat(added.err()).contains("added wiki").doesNotContain(OidcServer.SECRET);

        assertThat(signIn("--data-dir", data.toString())).contains("signed in with wiki");

        assertThat(claims(token())).contains("\"client_id\":\"clerk\"", "\"sub\":\"ada\"", "\"scope\":\"api\"");
    }

    @Test
    void nobodySignsInWhereTheClientComesAsItself() {
        onData("tool-servers", "remove", "wiki");
        assertThat(add("--client-id", "robot", "--client-credentials").err()).contains("--client-secret-from");
        var issuedBy = issuer.issuer().toString();
        add(
                "--client-id",
                "robot",
                "--client-secret-from",
                "WIKI_SECRET",
                "--client-credentials",
                "--client-issuer",
                issuedBy);

        assertThat(claims(token())).contains("\"client_id\":\"robot\"").doesNotContain("ada");
        assertThat(onData("tool-servers", "sign-in", "wiki", "--paste").err()).contains("Nobody has to sign in");

        onData("tool-servers", "remove", "wiki");
        add(
                "--client-id",
                "robot",
                "--client-secret-from",
                "WIKI_SECRET",
                "--client-credentials",
                "--client-issuer",
                "https://login.example");
        assertThat(token()).isEqualTo("none");
        assertThat(onData("tool-servers", "test", "wiki").err()).contains("names another authorization server");
    }

    private Printed add(String... client) {
        return onData(Stream.concat(Stream.of("tool-servers", "add", "wiki", "--url", url()), Stream.of(client))
                .toArray(String[]::new));
    }

    private static String claims(String authorization) {
        var claims = authorization.substring("Bearer ".length()).split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(claims), UTF_8);
    }

    /** What the tool server is shown now. */
    private String token() {
        shown.clear();
        onData("tool-servers", "test", "wiki");
        return shown.isEmpty() ? "none" : shown.getLast();
    }

    /** Signs in with a browser, and returns what was printed behind the address. */
    private String signIn(String... where) throws Exception {
        var err = new PipedOutputStream();
        try (var printed = new BufferedReader(new InputStreamReader(new PipedInputStream(err, 1 << 16), UTF_8));
                var browser = HttpClient.newHttpClient()) {
            var done = CompletableFuture.supplyAsync(() -> command(err, where));
            var back = issuer.signIn("ada", sent(printed));
            var page = browser.send(HttpRequest.newBuilder(back).build(), BodyHandlers.ofString());
            assertThat(page.body()).contains("You can close this window.");
            var rest = printed.lines().collect(Collectors.joining("\n"));
            assertThat(done.get()).as(rest).isZero();
            return rest;
        }
    }

    private int command(OutputStream err, String... where) {
        var command = Stream.concat(Stream.of(where), Stream.of("tool-servers", "sign-in", "wiki"))
                .toArray(String[]::new);
        var streams =
                new CliStreams(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, Terminal.NONE);
        try (err) {
            return Cli.run(command, host(), streams);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private URI sent(BufferedReader printed) throws IOException {
        var said = new StringBuilder();
        for (var line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.startsWith(issuer.issuer().toString())) return URI.create(line);
            said.append(line).append('\n');
        }
        throw new AssertionError(said);
    }
}
