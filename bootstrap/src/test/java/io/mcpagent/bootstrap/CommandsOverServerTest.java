package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mcpagent.application.access.NewApiKey;
import io.mcpagent.application.access.NewUser;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line on a data directory, on the server that holds it, and on a server that it is told of. */
class CommandsOverServerTest extends OverServerTest {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("search", "quinces", "-k", "3"),
            List.of("search", "quinces", "--mode", "keyword", "--collection", "files"),
            List.of("search", "--mode", "keyword", "xylophone"),
            List.of("search", "quinces", "--collection", "nothing"),
            List.of("collections", "list"),
            List.of("collections", "create", "files"),
            List.of("collections", "create", " / "),
            List.of("collections", "delete", "nothing"),
            List.of("documents", "list"),
            List.of("documents", "list", "--collection", "nothing"),
            List.of("documents", "delete", "nothing.txt"),
            List.of("documents", "delete", "nothing.txt", "--collection", "files"));

    @BeforeEach
    void takeAFolderIn() throws IOException {
        var files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("fruit.md"), "# Fruit\n\nQuinces ripen in October.\n");
        Files.writeString(files.resolve("empty.txt"), "");
        assertThat(onData("ingest", files.toString()).exitCode()).isZero();
    }

    @Test
    void printTheSameOverAServerAsWithoutOne() {
        var without = everything(COMMANDS);
        try (var server = serve()) {
            assertThat(everything(COMMANDS)).isEqualTo(without);
            assertThat(everything(COMMANDS, "--server", server.address().toString()))
                    .isEqualTo(without);
        }
        assertThat(everything(COMMANDS)).isEqualTo(without);
    }

    @Test
    void changeWhatTheServerHas() {
        try (var server = serve()) {
            assertThat(onData("collections", "create", "letters", "--language", "de")
                            .err())
                    .isEqualTo("made letters\n");
            assertThat(onData("collections", "list").out()).contains("letters", "de", "(uploads)");
            assertThat(onData("documents", "delete", "fruit.md").err()).isEqualTo("deleted fruit.md of files\n");
            assertThat(onData("collections", "delete", "letters").exitCode()).isZero();
            assertThat(onServer(server, "documents", "list").out()).doesNotContain("fruit.md");
        }
        assertThat(onData("collections", "list").out()).contains("files").doesNotContain("letters");
    }

    @Test
    void areTheOwnersWhoMayReadTheDirectoryAndNobodysElse() throws Exception {
        var key = keyOfAReader();
        try (var server = serve()) {
            assertThat(onData("documents", "list").out()).contains("fruit.md");
            assertThat(onServer(server, "documents", "list", "--api-key", key).out())
                    .isEmpty();
            assertThat(onServer(server, "collections", "create", "mine", "--api-key", key))
                    .satisfies(denied -> assertThat(denied.exitCode()).isEqualTo(1))
                    .satisfies(denied -> assertThat(denied.err()).doesNotContain(key));

            var unknown = onServer(server, "documents", "list");
            assertThat(unknown.exitCode()).isEqualTo(1);
            assertThat(unknown.err()).contains("MCP_AGENT_API_KEY");
            var wrong = onServer(server, "documents", "list", "--api-key", "mcpa_wrong_key");
            assertThat(wrong.exitCode()).isEqualTo(1);
            assertThat(wrong.err()).contains("not valid").doesNotContain("mcpa_wrong_key");
        }
    }

    @Test
    void resetTheLastAdministratorWhereTheyAreTheOwners() throws Exception {
        keyOfAReader();
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            var reset = onData("users", "reset", "owner@example.org");
            assertThat(reset.exitCode()).as(reset.err()).isZero();
            assertThat(onData("users", "list").out()).contains("invited");
        }
    }

    @Test
    void findTheTokenWhereTheOwnerAloneCanReadItAndOnlyWhileTheServerRuns() throws Exception {
        keyOfAReader();
        var told = data.resolve("mcp-agent.server");
        List<String> first;
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(told)))
                    .isEqualTo("rw-------");
            first = Files.readAllLines(told);
            assertThat(status(server.address(), first.get(2))).isEqualTo(200);
            assertThat(status(server.address(), first.get(2).substring(1))).isEqualTo(401);
            Files.writeString(told, "1\n" + first.get(1) + "\n" + first.get(2) + "\n");
            var held = onData("documents", "list");
            assertThat(held.exitCode()).as("a file of another process").isEqualTo(75);
            assertThat(held.err()).doesNotContain(first.get(2));
        }
        assertThat(told).doesNotExist();
        try (var server = serve()) {
            assertThat(status(server.address(), first.get(2)))
                    .as("the token of an earlier start")
                    .isEqualTo(401);
        }
    }

    @Test
    void sayWhatDoesNotGoOverAServer() {
        try (var server = serve()) {
            assertThat(onServer(server, "collections", "reindex").err()).contains("this machine alone");
        }
        assertThat(run("--server", "ftp://example.com", "documents", "list").exitCode())
                .isEqualTo(2);
        assertThat(run("--server", "http://user:secret@example.com", "documents", "list")
                        .err())
                .doesNotContain("secret");
        assertThat(onData("--api-key", "mcpa_a", "documents", "list").exitCode())
                .isEqualTo(2);
        assertThat(run("--server", "http://127.0.0.1:1", "--api-key", "a\nb: c", "documents", "list")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void sayWhatIsWrongWithAServerThatIsNone() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var nobody = run("--server", "http://127.0.0.1:" + closed, "documents", "list");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("No server can be reached at http://127.0.0.1:" + closed);

        assertThat(answered(200, "text/html", "<html>Welcome</html>").err())
                .contains("does not answer as an MCP Agent server does: status 200, text/html");
        assertThat(answered(200, "application/json", "{\"data\": 7}").err()).contains("has not the data");
        assertThat(answered(502, "application/json", "[".repeat(5_000)).err()).contains("status 502");
        assertThat(answered(302, "text/html", "").err()).contains("sends on to http://127.0.0.1:1/");
    }

    /** Of a server that answers whatever is asked so. */
    private Printed answered(int status, String mediaType, String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", mediaType);
            if (status == 302) exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            var printed = run("--server", url, "documents", "list");
            assertThat(printed.exitCode()).isEqualTo(1);
            assertThat(printed.err()).doesNotContain("unexpected");
            return printed;
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ofAnotherProcessReachTheServerUntilItIsKilledAndTheDirectoryThen() throws Exception {
        try (var server = ChildProcess.start(
                Main.class, List.of("--data-dir", data.toString(), "serve", "--port", "0", "--json"))) {
            var ready = server.line().orElseThrow();
            assertThat(ready).contains("server.ready");
            var other = ChildProcess.run(List.of("--data-dir", data.toString(), "search", "quinces"));
            assertThat(other.exitCode()).as(other.err()).isZero();
            assertThat(other.out()).contains("Quinces ripen in October.");
            server.kill();
        }
        assertThat(onData("search", "quinces").out()).contains("Quinces ripen in October.");
    }

    private String keyOfAReader() {
        try (var platform = host().open(options())) {
            var access = platform.access();
            var owner = new NewUser("owner@example.org", "Owner", Set.of(Role.ADMIN));
            access.users().create(Caller.LOCAL_OWNER, owner, new Password("correct horse battery"));
            var reader = access.users()
                    .create(
                            Caller.LOCAL_OWNER,
                            new NewUser("reader@example.org", "Reader", Set.of(Role.VIEWER)),
                            new Password("correct horse battery"));
            var wanted = new NewApiKey("laptop", Set.of(Permission.READ), Optional.empty());
            return access.keys()
                    .create(new Caller(reader.id(), Set.of(Role.VIEWER), Optional.empty()), reader.id(), wanted)
                    .secret();
        }
    }

    private static int status(URI server, String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(server.resolve("/api/v1/users"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
