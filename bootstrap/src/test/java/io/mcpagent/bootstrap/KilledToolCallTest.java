package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mcpagent.adapter.cli.CliServer;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SIGKILL to the server while it waits for a person, or for a tool server that acts: what is done is done once. */
class KilledToolCallTest extends OverServerTest {
    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.:]+");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final String UNKNOWN = "Whether it did what it does is not known.";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private ScriptedModel model;
    private Ledger ledger;

    @BeforeEach
    void addTheToolServer() throws IOException {
        var call = new ScriptedModel.Call(Ledger.TOOL, Json.object().with("line", Json.of("paid")));
        model = ScriptedModel.calling(List.of(List.of(call)));
        ledger = Ledger.in(folder.resolve("ledger"));
        var add = Stream.concat(Stream.of("tool-servers", "add", "ledger", "--"), ledger.command().stream());
        done(add.toArray(String[]::new));
        done("tool-servers", "test", "ledger");
        done("tool-servers", "pins", "ledger", "--approve", "append");
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        model.close();
    }

    @Override
    LocalHost host() {
        return new LocalHost(TestSettings.environment(model.variables()), AgentPlatform.Model.WHEN_NEEDED);
    }

    @Test
    void anApprovalThatWaitedIsStillGoodAndTheCallIsMadeOnce() throws Exception {
        agent("");
        try (var victim = serving()) {
            assertThat(ask(address(victim)).get().statusCode()).isEqualTo(202);
            victim.kill();
        }
        assertThat(ledger.lines()).isEmpty();

        try (var server = serve()) {
            var question = question(server);
            assertThat(onServer(server, "inbox", "show", question).out()).contains("May", Ledger.TOOL);
            var answered = onServer(server, "inbox", "answer", question, "--approve");
            assertThat(answered.exitCode()).as(answered.err()).isZero();
            assertThat(answered.out()).contains(ScriptedModel.LAST_WORDS);
            assertThat(onServer(server, "inbox", "answer", question, "--approve")
                            .exitCode())
                    .isNotZero();
        }
        assertThat(ledger.lines()).containsExactly("paid");
        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().getLast()).contains("It is written.");
    }

    @Test
    void aPersonIsAskedWhatCameOfACallThatNeverAnswered() throws Exception {
        agent("tool-rules: [{tools: \"*\", decision: allow}]\n");
        ledger.tell("silent");
        try (var victim = serving()) {
            var asked = ask(address(victim));
            await().atMost(PATIENCE).until(() -> !ledger.lines().isEmpty());
            victim.kill();
            assertThat(asked).failsWithin(PATIENCE);
        }

        onlyAPersonKnows();
    }

    /** Nobody but who writes can write to the database meanwhile, so the answer can't be recorded. */
    @Test
    void aPersonIsAskedWhatCameOfACallWhoseAnswerCameAndWasNotRecorded() throws Exception {
        agent("tool-rules: [{tools: \"*\", decision: allow}]\n");
        ledger.tell("held");
        try (var victim = serving()) {
            var asked = ask(address(victim));
            await().atMost(PATIENCE).until(() -> !ledger.lines().isEmpty());
            try (var database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mcp-agent.db"))) {
                occupy(database);
                ledger.tell("go");
                await().atMost(PATIENCE).until(ledger::wasHeard);
                victim.kill();
            }
            assertThat(asked).failsWithin(PATIENCE);
        }

        onlyAPersonKnows();
    }

    private static void occupy(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    private void onlyAPersonKnows() throws IOException {
        assertThat(model.requests()).hasSize(1);
        try (var server = serve()) {
            var question = question(server);
            assertThat(onServer(server, "inbox", "show", question).out()).contains(Ledger.TOOL, UNKNOWN);
            assertThat(model.requests()).hasSize(1);
            assertThat(ledger.lines()).containsExactly("paid");
            var answered = onServer(server, "inbox", "answer", question, "--done", "It stands in the ledger.");
            assertThat(answered.exitCode()).as(answered.err()).isZero();
            assertThat(answered.out()).contains(ScriptedModel.LAST_WORDS);
        }
        assertThat(ledger.lines()).containsExactly("paid");
        assertThat(model.requests()).hasSize(2);
        assertThat(model.requests().getLast()).contains("It stands in the ledger.");
    }

    private static String question(CliServer server) {
        return await().atMost(PATIENCE)
                .until(() -> questions(server), ids -> ids.size() == 1)
                .getFirst();
    }

    private static List<String> questions(CliServer server) {
        return onServer(server, "inbox", "list", "--json")
                .out()
                .lines()
                .map(line ->
                        ID.matcher(line).results().findFirst().orElseThrow().group(1))
                .toList();
    }

    private void agent(String rules) throws IOException {
        var agents = Files.createDirectories(data.resolve("agents"));
        Files.writeString(
                agents.resolve("clerk.yaml"),
                "instructions: Keep the ledger.\ntools: [%s]\n%s".formatted(Ledger.TOOL, rules));
    }

    private ChildProcess serving() throws IOException {
        return ChildProcess.start(
                Main.class, List.of("serve", "--port", "0", "--data-dir", data.toString()), model.variables());
    }

    private static URI address(ChildProcess server) throws IOException {
        var line = server.line().orElse("");
        var found = ADDRESS.matcher(line);
        if (!found.find()) throw new AssertionError("the server did not start: " + line + server.err());
        return URI.create(found.group());
    }

    private CompletableFuture<HttpResponse<String>> ask(URI server) {
        var request = HttpRequest.newBuilder(server.resolve("/api/v1/chat"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"message\":\"Note that it is paid.\",\"agent\":\"clerk\"}"))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
