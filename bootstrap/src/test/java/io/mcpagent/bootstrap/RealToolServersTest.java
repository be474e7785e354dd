package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mcpagent.bootstrap.ScriptedModel.Call;
import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One run over the reference servers, each a process of its own, of which one is killed in the midst of a call. */
class RealToolServersTest extends OverServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, List<String>> TOOLS = Map.of(
            "files", List.of("write_file", "read_text_file"),
            "memory", List.of("create_entities", "search_nodes"),
            "everything", List.of("trigger-long-running-operation", "echo"),
            "web", List.of("echo", "get-sum"));

    private EverythingServer web;
    private ScriptedModel model;
    private Path notes;
    private Path note;
    private Path mark;

    @BeforeEach
    void open() throws IOException {
        notes = folder.toRealPath();
        note = notes.resolve("note.txt");
        mark = folder.resolve("under-way");
        web = EverythingServer.start();
        model = ScriptedModel.calling(List.of(firstTurn(), secondTurn()));
    }

    private List<Call> firstTurn() {
        return List.of(
                call("files__write_file", "path", note.toString(), "content", "Ada wrote notes."),
                new Call("memory__create_entities", Json.object().with("entities", Json.array(List.of(ada())))),
                call("web__echo", "message", "over HTTP"),
                new Call(
                        "everything__trigger-long-running-operation",
                        Json.object().with("duration", Json.of(60)).with("steps", Json.of(600))));
    }

    private List<Call> secondTurn() {
        return List.of(
                call("files__read_text_file", "path", note.toString()),
                call("memory__search_nodes", "query", "Ada"),
                new Call("web__get-sum", Json.object().with("a", Json.of(2)).with("b", Json.of(40))),
                call("everything__echo", "message", "started again"));
    }

    @AfterEach
    void close() {
        model.close();
        web.close();
    }

    @Override
    LocalHost host() {
        var variables = Stream.concat(
                Arrays.stream(model.variables()), Stream.of("MCP_AGENT_OUTBOUND_ALLOW=127.0.0.1:" + web.port()));
        return new LocalHost(
                TestSettings.environment(variables.toArray(String[]::new)), AgentPlatform.Model.WHEN_NEEDED);
    }

    @Test
    void theModelIsToldAndTheServerIsStartedAgainAndTheOthersGoOn() throws Exception {
        addServers();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var killed = threads.submit(this::killed);
            assertThat(done("ask", "--agent", "clerk", "What did Ada do?")).contains(ScriptedModel.LAST_WORDS);
            assertThat(killed.get().isAlive()).isFalse();
        }

        assertThat(model.requests()).hasSize(3);
        assertThat(model.requests().get(1))
                .contains(
                        "The tool server everything: The process has ended with code 137",
                        "what became of that is not known",
                        "Successfully wrote",
                        "Echo: over HTTP");
        assertThat(model.requests().get(2))
                .contains("Ada wrote notes.", "wrote the first program", "42", "Echo: started again");
        assertThat(Files.readString(note)).isEqualTo("Ada wrote notes.");
        await().atMost(PATIENCE).until(this::leftOver, List::isEmpty);
    }

    /** SIGKILL as soon as the server has told of the progress of the call. */
    private ProcessHandle killed() {
        await().atMost(PATIENCE).until(() -> Files.exists(mark));
        try {
            var server =
                    ProcessHandle.of(Long.parseLong(Files.readString(mark))).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Servers that the platform has started and not ended. */
    private List<String> leftOver() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.pid() != web.process().pid())
                .flatMap(process -> process.info().commandLine().stream())
                .filter(command -> command.contains("mcp-server-"))
                .toList();
    }

    private void addServers() throws IOException {
        var file = folder.resolve("mcp.json");
        var servers = Json.object()
                .with("files", process("mcp-server-filesystem", Map.of(), notes.toString()))
                .with(
                        "memory",
                        process("mcp-server-memory", Map.of("MEMORY_FILE_PATH", folder.resolve("memory.jsonl"))))
                .with("everything", process("mcp-server-everything", marking(), "stdio"))
                .with("web", Json.object().with("url", Json.of(web.url())));
        Files.write(file, CanonicalJson.bytes(Json.object().with("mcpServers", servers)));
        done("tool-servers", "import", file.toString());
        for (var server : TOOLS.entrySet()) {
            done("tool-servers", "test", server.getKey());
            var approve = Stream.concat(
                    Stream.of("tool-servers", "pins", server.getKey(), "--approve"), server.getValue().stream());
            assertThat(done(approve.toArray(String[]::new))).contains("approved");
        }
        var names = TOOLS.entrySet().stream()
                .flatMap(server -> server.getValue().stream().map(tool -> server.getKey() + "__" + tool))
                .collect(Collectors.joining(", "));
        Files.writeString(
                Files.createDirectories(data.resolve("agents")).resolve("clerk.yaml"),
                "instructions: Help.\ntools: [%s]\ntool-rules: [{tools: \"*\", decision: allow}]\n".formatted(names));
    }

    private Map<String, Object> marking() {
        var preload = Path.of(Ledger.resource("marking.mjs")).toUri();
        return Map.of("MARK", mark, "NODE_OPTIONS", "--import=" + preload);
    }

    private static Json.Obj process(String program, Map<String, Object> environment, String... arguments) {
        var path = NpmPackage.TOOL_SERVERS.file("node_modules/.bin/" + program).toString();
        var all = Stream.concat(Stream.of(path), Stream.of(arguments)).map(Json::of);
        var env = new LinkedHashMap<String, Json>();
        environment.forEach((name, value) -> env.put(name, Json.of(value.toString())));
        return Json.object()
                .with("command", Json.of("node"))
                .with("args", Json.array(all.toList()))
                .with("env", new Json.Obj(env));
    }

    private static Call call(String tool, String... arguments) {
        var json = Json.object();
        for (var i = 0; i < arguments.length; i += 2) json = json.with(arguments[i], Json.of(arguments[i + 1]));
        return new Call(tool, json);
    }

    private static Json.Obj ada() {
        return Json.object()
                .with("name", Json.of("Ada"))
                .with("entityType", Json.of("person"))
                .with("observations", Json.array(List.of(Json.of("wrote the first program"))));
    }
}
