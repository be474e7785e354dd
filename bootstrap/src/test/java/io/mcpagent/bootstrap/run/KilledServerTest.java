package io.mcpagent.bootstrap.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.bootstrap.ChildProcess;
import io.mcpagent.bootstrap.EmbeddedServer;
import io.mcpagent.bootstrap.ServingProcess;
import io.mcpagent.domain.run.StreamPosition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL to a server at each step of a run that calls a tool which acts: while the model speaks, while the tool works, and
 * behind each event that a client has seen, which is behind each commit. The in-memory walk over every call of a port is
 * {@code ToolRunIsKilledTest}.
 */
class KilledServerTest {
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    /** Events of an undisturbed run: 4 calls the model, 6 requests the tool, 8 calls the model again, 10 is the answer. */
    private static final List<String> MOMENTS = List.of(
            "asked 1",
            "said 1",
            "letter",
            "delivered",
            "asked 2",
            "spoken 1",
            "spoken 4",
            "spoken 10",
            "seen 2",
            "seen 4",
            "seen 6",
            "seen 7",
            "seen 8",
            "seen 9",
            "seen 10");

    @TempDir
    private Path folder;

    static Stream<Arguments> kills() {
        return Stream.of("SQLite", "PostgreSQL")
                .flatMap(database -> MOMENTS.stream().map(moment -> Arguments.of(database, moment)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("kills")
    void theRunEndsAndItsToolActsOnce(String database, String moment) throws Exception {
        var victim = new AtomicReference<Optional<ChildProcess>>(Optional.empty());
        try (var world = new OutsideWorld(now -> killed(now, moment, victim));
                var client = new StreamClient(now -> killed(now, moment, victim))) {
            var variables = variables(world, database);
            try (var server = serving(world, variables)) {
                var address = address(server);
                victim.set(Optional.of(server));
                client.ask(address);
                assertThat(victim.get()).as("it was killed").isEmpty();
            }
            try (var server = serving(world, variables)) {
                finish(client, address(server), world);
            }
            assertThat(world.letters()).isEqualTo(1);
            assertGood(client);
        }
    }

    /** Once, by whoever comes to the moment first. */
    private static void killed(String now, String moment, AtomicReference<Optional<ChildProcess>> victim) {
        if (!now.equals(moment)) return;
        victim.getAndSet(Optional.empty()).ifPresent(ChildProcess::kill);
    }

    private static void finish(StreamClient client, URI server, OutsideWorld world)
            throws IOException, InterruptedException {
        var run = client.run().isPresent() ? client.run().get() : firstId(client.get(server, "/api/v1/runs"));
        client.comeBack(server, run);
        if (!client.lastEvent().equals("run.parked")) return;
        var question = firstId(client.get(server, "/api/v1/inbox"));
        // Only a person can look whether the letter went out.
        var answer = world.letters() > 0 ? "take_as_done" : "call_again";
        client.post(server, "/api/v1/inbox/" + question, "{\"answer\":\"" + answer + "\"}");
        client.comeBack(server, run);
    }

    private static void assertGood(StreamClient client) {
        var positions = client.ids().stream().map(StreamPosition::parse).toList();
        assertThat(positions).isSorted().doesNotHaveDuplicates();
        assertThat(client.lastEvent()).isEqualTo("answer.completed");
        assertThat(client.answer()).isPresent().contains(client.text());
        assertThat(client.text()).startsWith("Reply ");
    }

    private static String firstId(String json) {
        var ids = ID.matcher(json);
        if (!ids.find()) throw new AssertionError("there is none in " + json);
        return ids.group(1);
    }

    private List<String> variables(OutsideWorld world, String database) throws IOException {
        Files.createDirectories(folder.resolve("agents"));
        Files.writeString(folder.resolve("agents/clerk.yaml"), """
                instructions: Write letters.
                tools: [send_letter]
                tool-rules: [{tools: send_letter, decision: allow}]
                """);
        var variables = new ArrayList<>(List.of(
                "MCP_AGENT_LLM_PROVIDERS_MAIN_BASE_URL=" + world.models(), "MCP_AGENT_LLM_DEFAULT_MODEL=main/tiny"));
        if (database.equals("PostgreSQL")) variables.addAll(List.of(EmbeddedServer.newDatabase()));
        return variables;
    }

    private ChildProcess serving(OutsideWorld world, List<String> variables) throws IOException {
        return ChildProcess.start(
                ServingProcess.class,
                List.of(folder.toString(), world.office().toString()),
                variables.toArray(String[]::new));
    }

    private static URI address(ChildProcess server) throws IOException {
        return URI.create(server.line().orElseThrow(() -> new AssertionError("the server did not start")));
    }
}
