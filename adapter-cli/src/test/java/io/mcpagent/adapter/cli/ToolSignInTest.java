package io.mcpagent.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.tool.ScriptedToolServerSignIns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolSignInTest extends CliTest {
    private static final String ADDRESS = "http://127.0.0.1:1/callback?state=%s&code=c\n";

    @BeforeEach
    void addServers() {
        run("tool-servers", "add", "web", "--url", "https://x.example/mcp");
        run("tool-servers", "add", "files", "--", "npx");
    }

    private boolean isSignedIn() {
        return host.signIns.isSignedIn(new ToolServerName("web"), Caller.LOCAL_OWNER.user());
    }

    @Test
    void theBrowserThatComesBackSignsInAndNoOtherPageEndsTheWaiting() throws Exception {
        var err = new PipedOutputStream();
        try (var printed = new BufferedReader(new InputStreamReader(new PipedInputStream(err, 1 << 16), UTF_8))) {
            var done = CompletableFuture.supplyAsync(() -> signIn(err));
            var back = ScriptedToolServerSignIns.sentBack(sent(printed));
            assertThat(back.getHost()).isEqualTo("127.0.0.1");
            for (var strange : new String[] {"/callback?state=other&code=c", "/callback", "/", "/x?" + back.getQuery()})
                assertThat(get(back.resolve(strange)).statusCode()).isEqualTo(404);
            assertThat(isSignedIn()).isFalse();

            var page = get(back);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("You can close this window.");
            assertThat(done.get()).isZero();
            assertThat(printed.lines().collect(Collectors.joining("\n"))).contains("signed in with web");
            assertThat(isSignedIn()).isTrue();
        }
        assertThat(run("tool-servers", "sign-out", "web").err()).contains("signed out of web");
        assertThat(isSignedIn()).isFalse();
    }

    private int signIn(OutputStream err) {
        var streams =
                new CliStreams(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, Terminal.NONE);
        try (err) {
            return Cli.run(new String[] {"tool-servers", "sign-in", "web"}, host, streams);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URI sent(BufferedReader printed) throws IOException {
        for (var line = printed.readLine(); line != null; line = printed.readLine())
            if (line.startsWith("https://")) return URI.create(line);
        throw new AssertionError("no address was printed");
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    @Test
    void theAddressOfABrowserElsewhereIsPasted() {
        stdin = ADDRESS.formatted("state-1");
        var signedIn = run("tool-servers", "sign-in", "web", "--paste");

        assertThat(signedIn.err())
                .contains(
                        "Open this in a browser:\nhttps://issuer.example/authorize?state=state-1&",
                        "signed in with web");
        assertThat(isSignedIn()).isTrue();
        stdin = ADDRESS.formatted("state-2");
        var asJson = run("tool-servers", "sign-in", "web", "--paste", "--json");
        assertThat(asJson.outJson().getFirst().path("tool_server").asText()).isEqualTo("web");
        assertThat(asJson.errJson())
                .anySatisfy(line -> assertThat(line.path("url").asText()).contains("state-2"));
    }

    @Test
    void whatCantBeSignedInWithIsTold() {
        assertThat(run("tool-servers", "sign-in", "none").err()).contains("no tool server named none");
        assertThat(run("tool-servers", "sign-in", "files").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run("tool-servers", "sign-in", "web", "--paste").err()).contains("No address was pasted");
        stdin = ADDRESS.formatted("another");
        assertThat(run("tool-servers", "sign-in", "web", "--paste").exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void theBrowserComesBackToThePortThatTheClientIsRegisteredWith() {
        stdin = ADDRESS.formatted("state-1");
        var signedIn = run("tool-servers", "sign-in", "web", "--paste", "--port", "49152");

        assertThat(signedIn.err()).contains("127.0.0.1%3A49152%2Fcallback");
        assertThat(run("tool-servers", "sign-in", "web", "--port", "0").err()).contains("from 1 to 65535");
    }
}
