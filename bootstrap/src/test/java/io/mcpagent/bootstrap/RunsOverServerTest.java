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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions, runs and sessions of the command line, on a data directory and over a server. */
class RunsOverServerTest extends OverServerTest {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final Pattern ID =
            Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+Z?|\\d+\\.\\d{3} s");

    @BeforeEach
    void takeAFolderInAndAsk() throws IOException {
        var files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("fruit.md"), "# Fruit\n\nQuinces ripen in October.\n");
        assertThat(onData("ingest", files.toString()).exitCode()).isZero();
        assertThat(onData("ask", "When do quinces ripen?").exitCode()).isZero();
        assertThat(onData("ask", "Who plays the xylophone?").exitCode()).isZero();
    }

    @Test
    void showWhatWasTheSameOverAServerAsWithoutOne() {
        var run = firstId(onData("runs", "list"));
        var session = firstId(onData("sessions", "list"));
        var commands = List.of(
                List.of("runs", "list"),
                List.of("runs", "list", "-n", "1"),
                List.of("runs", "show", run),
                List.of("runs", "show", NOBODY),
                List.of("runs", "cancel", run),
                List.of("sessions", "list"),
                List.of("sessions", "list", "-n", "1"),
                List.of("sessions", "show", session),
                List.of("sessions", "show", NOBODY),
                List.of("sessions", "export", session),
                List.of("sessions", "rename", NOBODY, "Pears"),
                List.of("sessions", "fork", NOBODY),
                List.of("sessions", "delete", NOBODY),
                List.of("inbox", "list"),
                List.of("inbox", "answer", NOBODY, "--again"),
                List.of("ask", "--agent", "nobody", "When do quinces ripen?"),
                List.of("ask", "--model", "elsewhere/x", "When do quinces ripen?"),
                List.of("ask", "--session", NOBODY, "When do quinces ripen?"),
                List.of("chat", "--session", NOBODY),
                List.of("chat", "--agent", "nobody"));
        var without = everything(commands);
        try (var server = serve()) {
            assertThat(everything(commands)).isEqualTo(without);
            assertThat(everything(commands, "--server", server.address().toString()))
                    .isEqualTo(without);
        }
    }

    @Test
    void answerTheSameOverAServerAsWithoutOne() {
        var chat = "When do quinces ripen?\n/sources\n/agent\n/agent assistant\n/agent nobody\n/fork\n/session\n/new\n";
        var without = List.of(
                blurred(onData("ask", "When do quinces ripen?")),
                blurred(onData("ask", "--json", "When do quinces ripen?")),
                blurred(typed(chat, "chat")),
                blurred(typed(chat, "chat", "--json")));
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            assertThat(List.of(
                            blurred(onData("ask", "When do quinces ripen?")),
                            blurred(onData("ask", "--json", "When do quinces ripen?")),
                            blurred(typed(chat, "chat")),
                            blurred(typed(chat, "chat", "--json"))))
                    .isEqualTo(without);
        }
        assertThat(onData("sessions", "list").out().lines()).hasSize(2 + 4 + 2 + 4 + 2);
    }

    @Test
    void changeWhatTheServerHas() {
        var session = firstId(onData("sessions", "list", "-n", "1"));
        try (var server = serve()) {
            assertThat(server.address()).isNotNull();
            assertThat(onData("ask", "--session", session, "And pears?").exitCode())
                    .isZero();
            assertThat(onData("sessions", "rename", session, "Of", "fruit").exitCode())
                    .isZero();
            var copy = onData("sessions", "fork", session).out().strip();
            assertThat(onData("sessions", "show", copy).out()).contains("> And pears?");
            assertThat(onData("sessions", "delete", copy).err()).isEqualTo("deleted " + copy + "\n");
        }
        assertThat(onData("sessions", "export", session).out()).contains("Of fruit", "And pears?");
        assertThat(onData("sessions", "list").out().lines()).hasSize(2);
    }

    @Test
    void areWithheldFromWhomTheyAreNotOf() {
        var viewer = key(Set.of(Permission.READ), "viewer@example.org", Role.VIEWER);
        var asker = key(Set.of(Permission.READ, Permission.ASK), "asker@example.org", Role.MEMBER);
        var blind = key(Set.of(Permission.ASK), "blind@example.org", Role.MEMBER);
        var run = firstId(onData("runs", "list"));
        var session = firstId(onData("sessions", "list"));
        try (var server = serve()) {
            for (var command : List.of(
                    List.of("runs", "show", run),
                    List.of("runs", "cancel", run),
                    List.of("sessions", "show", session),
                    List.of("sessions", "export", session),
                    List.of("sessions", "delete", session),
                    List.of("ask", "When do quinces ripen?"))) {
                var denied = onServer(server, with(command, viewer));
                assertThat(denied.exitCode()).as(command.toString()).isEqualTo(1);
                assertThat(denied.out()).isEmpty();
                assertThat(denied.err()).doesNotContain("quinces", "October", viewer);
            }
            assertThat(onServer(server, "runs", "list", "--api-key", viewer).out())
                    .isEmpty();
            assertThat(onServer(server, "ask", "When do quinces ripen?", "--api-key", blind)
                            .err())
                    .contains("scope read");
            var answered = onServer(server, "ask", "When do quinces ripen?", "--api-key", asker);
            assertThat(answered.exitCode()).as(answered.err()).isZero();
            assertThat(answered.out()).as("the collection is not shared").doesNotContain("October");
        }
    }

    /** The server dies while the model speaks, comes back at its address, and the command that asked has its answer. */
    @Test
    void outliveAServerThatIsKilled() throws Exception {
        // So that a token is needed, which each start of the server makes anew.
        key(Set.of(Permission.READ), "viewer@example.org", Role.VIEWER);
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var running = new ArrayList<ChildProcess>();
        var asked = new AtomicInteger();
        var dies = new CompletableFuture<Void>();
        var model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(said("In Oct"));
                out.flush();
                if (asked.incrementAndGet() == 1) {
                    dies.complete(null);
                    return;
                }
                out.write(said("ober."));
                out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
            }
        });
        model.start();
        var variables = new String[] {
            "MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=http://127.0.0.1:"
                    + model.getAddress().getPort() + "/v1",
            "MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny"
        };
        try {
            running.add(serving(port, variables));
            var restarted = dies.thenRunAsync(() -> {
                running.getFirst().kill();
                running.add(serving(port, variables));
            });
            var printed = onData("ask", "When do quinces ripen?");
            restarted.join();
            assertThat(printed.exitCode()).as(printed.err()).isZero();
            assertThat(printed.out()).startsWith("In October.");
            assertThat(asked).hasValue(2);
        } finally {
            for (var server : running) server.close();
            model.stop(0);
        }
    }

    private ChildProcess serving(int port, String... variables) {
        try {
            var server = ChildProcess.start(
                    Main.class,
                    List.of("--data-dir", data.toString(), "serve", "--port", Integer.toString(port), "--json"),
                    variables);
            assertThat(server.line().orElseThrow()).contains("server.ready");
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] said(String text) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n"
                .formatted(text)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String[] with(List<String> command, String key) {
        return Stream.concat(command.stream(), Stream.of("--api-key", key)).toArray(String[]::new);
    }

    private String key(Set<Permission> scopes, String email, Role role) {
        try (var platform = host().open(options())) {
            var access = platform.access();
            if (access.users().users(Caller.LOCAL_OWNER).isEmpty())
                access.users()
                        .create(
                                Caller.LOCAL_OWNER,
                                new NewUser("owner@example.org", "Owner", Set.of(Role.ADMIN)),
                                new Password("correct horse battery"));
            var user = access.users()
                    .create(
                            Caller.LOCAL_OWNER,
                            new NewUser(email, email, Set.of(role)),
                            new Password("correct horse battery"));
            return access.keys()
                    .create(
                            new Caller(user.id(), Set.of(role), Optional.empty()),
                            user.id(),
                            new NewApiKey("laptop", scopes, Optional.empty()))
                    .secret();
        }
    }

    private static String firstId(Printed printed) {
        var ids = ID.matcher(printed.out());
        assertThat(ids.find()).as(printed.out()).isTrue();
        return ids.group();
    }

    /** Without what is another each time: ids are numbered as they come, times left out. */
    private static Printed blurred(Printed printed) {
        var ids = new LinkedHashMap<String, String>();
        return new Printed(printed.exitCode(), blurred(printed.out(), ids), blurred(printed.err(), ids));
    }

    private static String blurred(String text, Map<String, String> ids) {
        var numbered = ID.matcher(text).replaceAll(id -> ids.computeIfAbsent(id.group(), first -> "#" + ids.size()));
        return TIME.matcher(numbered).replaceAll("TIME");
    }
}
