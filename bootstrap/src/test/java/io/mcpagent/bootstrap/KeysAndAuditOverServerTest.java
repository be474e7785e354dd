package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mcpagent.adapter.cli.CliServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** API keys and the audit log on a data directory, on the server that holds it, and on one that is named. */
class KeysAndAuditOverServerTest extends OverServerTest {
    private static final String ADA = "ada@example.org";
    private static final String BOB = "bob@example.org";
    private static final String PASSWORD = "correct horse battery\n";
    private static final String NO_KEY = new UUID(0, 1).toString();

    private void makeUsers() {
        assertThat(typed(PASSWORD, "users", "create", ADA, "--role", "admin", "--password-stdin")
                        .exitCode())
                .isZero();
        assertThat(typed(PASSWORD, "users", "create", BOB, "--role", "viewer", "--password-stdin")
                        .exitCode())
                .isZero();
    }

    private static String key(Printed created) {
        assertThat(created.exitCode()).as(created.err()).isZero();
        return created.out().strip();
    }

    @Test
    void printTheSameOverAServerAsWithoutOne() {
        makeUsers();
        key(onData("api-keys", "create", BOB, "ci", "--scope", "read", "--scope", "manage_keys", "--days", "30"));
        // From here on nothing is changed, so that each prints the same.
        var commands = List.of(
                List.of("api-keys", "list", BOB),
                List.of("api-keys", "list", "BOB@example.org"),
                List.of("api-keys", "list", ADA),
                List.of("api-keys", "list", "nobody@example.org"),
                List.of("api-keys", "list", "../local"),
                List.of("api-keys", "create", "nobody@example.org", "ci", "--scope", "read"),
                List.of("api-keys", "create", BOB, "ci", "--scope", "manage_users"),
                List.of("api-keys", "create", BOB, "ci", "--scope", "read", "--days", "-1"),
                List.of("api-keys", "revoke", BOB, NO_KEY),
                List.of("audit", "list"),
                List.of("audit", "list", "-n", "2"),
                List.of("audit", "list", "--user", "local", "--action", "user.created"),
                List.of("audit", "list", "--user", BOB),
                List.of("audit", "list", "--user", "nobody@example.org"),
                List.of("audit", "list", "--resource", "user/a&b=c d/e"),
                List.of("audit", "list", "--resource", "api_key/"),
                List.of("audit", "list", "--from", "2027-01-31T12:00:00Z", "--until", "2020-01-31T12:00:00Z"),
                List.of("audit", "export"),
                List.of("audit", "export", "--resource", "api_key"),
                List.of("audit", "verify"),
                List.of("audit", "verify", "--anchor", "7:" + "a".repeat(64)),
                List.of("audit", "verify", "--anchor", "none"));
        everything(commands);
        var without = everything(commands);
        try (var server = serve()) {
            assertThat(server.address()).hasHost("127.0.0.1");
            assertThat(everything(commands)).isEqualTo(without);
        }
        assertThat(without).extracting(Printed::exitCode).contains(0, 1);
    }

    @Test
    void keysAreMadeAndRevokedWhileTheServerRuns() {
        makeUsers();
        try (var server = serve()) {
            var key = key(onData("api-keys", "create", BOB, "ci", "--scope", "read", "--scope", "manage_keys"));
            assertThat(onData("api-keys", "list", BOB).out())
                    .contains("ci", "read, manage_keys", "never used")
                    .doesNotContain(key);
            // Whose key it is administers it too.
            var own =
                    onServer(server, "api-keys", "list", BOB, "--api-key", key).out();
            assertThat(own).contains("ci").doesNotContain("never used");
            var id = own.substring(0, NO_KEY.length());
            var other =
                    onServer(server, "api-keys", "create", BOB, "other", "--scope", "read", "--api-key", key, "--json");
            assertThat(other.out()).contains("\"name\":\"other\"", "\"key\":\"mcpa_");

            assertThat(onData("api-keys", "revoke", BOB, id).err()).isEqualTo("revoked " + id + "\n");
            assertThat(onServer(server, "api-keys", "list", BOB, "--api-key", key)
                            .err())
                    .contains("not valid");
            assertThat(onData("audit", "list", "--action", "api_key.revoked").out())
                    .contains("local", "api_key " + id);
            assertThat(onData("audit", "export", "--action", "api_key.revoked", "--json")
                            .out())
                    .contains(id)
                    .hasLineCount(1);
        }
    }

    @Test
    void anAnchorOfAServerTellsALogThatIsNotTheSame() throws IOException {
        makeUsers();
        var verified = onData("audit", "verify").out();
        var anchor = Pattern.compile("anchor: (\\S+)").matcher(verified);
        assertThat(anchor.find()).as(verified).isTrue();
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            assertThat(onData("audit", "verify", "--anchor", anchor.group(1)).exitCode())
                    .isZero();
            var broken = onData("audit", "verify", "--anchor", "9" + anchor.group(1));
            assertThat(broken.exitCode()).isEqualTo(1);
            assertThat(broken.err()).contains("cut off").doesNotContain("unexpected");
        }
    }

    /** What a viewer may not do is told in the words of the use case, and nothing of others with it. */
    @Test
    void aViewerIsDeniedAndLearnsNothingOfOthers() {
        makeUsers();
        assertThat(onData("collections", "create", "adas-very-own").exitCode()).isZero();
        var own = key(onData("api-keys", "create", ADA, "adas-key", "--scope", "read"));
        var key = key(onData("api-keys", "create", BOB, "ci", "--scope", "read"));
        try (var server = serve()) {
            for (var command : List.of(
                    List.of("users", "list"),
                    List.of("users", "disable", ADA),
                    List.of("users", "disable", "nobody@example.org"),
                    List.of("api-keys", "list", ADA),
                    List.of("api-keys", "list", "nobody@example.org"),
                    List.of("api-keys", "create", ADA, "ci", "--scope", "read"),
                    List.of("api-keys", "revoke", ADA, NO_KEY),
                    List.of("api-keys", "create", BOB, "ci", "--scope", "read"),
                    List.of("audit", "list"),
                    List.of("audit", "list", "--user", ADA),
                    List.of("audit", "export"),
                    List.of("audit", "verify"),
                    List.of("collections", "create", "mine"))) {
                var denied = as(server, key, command);
                assertThat(denied).as(command.toString()).isEqualTo(new Printed(1, "", denied.err()));
                assertThat(denied.err())
                        .as(command.toString())
                        .startsWith("mcp-agent: This needs the ")
                        .hasLineCount(1)
                        .doesNotContain(ADA, "nobody", "adas", own, key);
            }
            // What one may not see is not there, in the words for what is not there.
            var theirs = as(server, key, List.of("collections", "delete", "adas-very-own"));
            var none = as(server, key, List.of("collections", "delete", "nobodys-at-all"));
            assertThat(theirs.exitCode()).isEqualTo(1);
            assertThat(theirs.err().replace("adas-very-own", "?"))
                    .isEqualTo(none.err().replace("nobodys-at-all", "?"));
            assertThat(onData("collections", "list").out()).contains("adas-very-own");
            assertThat(onData("users", "list").out()).contains("ada@example.org  active");
        }
    }

    private static Printed as(CliServer server, String key, List<String> command) {
        var all = new ArrayList<>(command);
        all.addAll(List.of("--api-key", key));
        return onServer(server, all.toArray(String[]::new));
    }

    private static final String LINE = "{\"id\":\"1\"}\n";

    @Test
    void anExportThatIsCutOffIsAFailureAndNoShortExport() throws IOException {
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n";
        var chunk = "b\r\n" + LINE + "\r\n";
        var chunked = "Transfer-Encoding: chunked\r\n\r\n";

        assertThat(exported(head + chunked + chunk + chunk + "0\r\n\r\n")).isEqualTo(new Printed(0, LINE + LINE, ""));
        assertThat(exported(head + "Content-Length: 0\r\n\r\n")).isEqualTo(new Printed(0, "", ""));
        for (var cut : List.of(
                head + chunked + chunk,
                head + chunked + chunk + "b\r\n{\"id",
                head + "Content-Length: 22\r\n\r\n" + LINE,
                head + "Content-Length: 15\r\n\r\n" + LINE + "{\"id")) {
            var printed = exported(cut);
            assertThat(printed.exitCode()).as(cut).isEqualTo(1);
            assertThat(printed.out()).isEqualTo(LINE);
            assertThat(printed.err()).contains("broke off");
        }
        assertThat(exported(head + "Connection: close\r\n\r\n" + LINE).err()).contains("whether it is whole");
        assertThat(exported(head + "Content-Length: 3\r\n\r\n[]\n").err()).contains("no JSON object");
        assertThat(exported(head + "Content-Length: 2000000\r\n\r\n" + "a".repeat(2_000_000))
                        .err())
                .contains("no JSON object");
        assertThat(exported("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\na")
                        .err())
                .contains("status 200, text/html");
    }

    /** What is printed of a server that sends these bytes, and closes. */
    private static Printed exported(String answer) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (var client = socket.accept()) {
                    answer(client, answer);
                } catch (IOException gone) {
                    // Whoever has read enough goes.
                }
            });
            var printed = run("--server", "http://127.0.0.1:" + socket.getLocalPort(), "audit", "export");
            assertThat(printed.err()).doesNotContain("unexpected");
            return printed;
        }
    }

    private static void answer(Socket client, String answer) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0)
            request.append((char) client.getInputStream().read());
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
    }

    @Test
    void aServerSaysWhenToTryAgain() throws IOException {
        assertThat(limited("12"))
                .isEqualTo(new Printed(1, "", "mcp-agent: There were too many. Wait. That is in 12 s.\n"));
        assertThat(limited("Wed, 21 Oct 2015 07:28:00 GMT").err()).isEqualTo("mcp-agent: There were too many. Wait.\n");
    }

    private static Printed limited(String retryAfter) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = "{\"code\": \"rate_limited\", \"detail\": \"There were too many. Wait.\"}"
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(429, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            return run("--server", "http://127.0.0.1:" + server.getAddress().getPort(), "audit", "list");
        } finally {
            server.stop(0);
        }
    }
}
