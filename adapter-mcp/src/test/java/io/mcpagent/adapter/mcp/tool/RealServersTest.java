package io.mcpagent.adapter.mcp.tool;

import static io.mcpagent.adapter.mcp.tool.Servers.CALLER;
import static io.mcpagent.adapter.mcp.tool.Servers.invocation;
import static io.mcpagent.adapter.mcp.tool.Servers.server;
import static io.mcpagent.adapter.mcp.tool.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedTool;
import io.mcpagent.domain.tool.ToolReply;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.domain.tool.ToolRound;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerState;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference servers, as processes of their own. */
class RealServersTest {
    private final McpToolServers host = Servers.host();

    @AfterEach
    void close() {
        host.close();
    }

    private String call(ToolServer server, String tool, Json.Obj arguments) {
        return text(host.call(server, tool, invocation(tool, arguments)));
    }

    @Test
    void everythingListsItsToolsAndAnswers() {
        var server = server(NpmServers.bin("mcp-server-everything", "stdio"));
        var offer = host.offer(server, CALLER);
        assertThat(offer.protocol()).isEqualTo("2025-11-25");
        assertThat(offer.tools()).extracting(ServedTool::name).contains("echo", "get-sum");
        assertThat(call(server, "echo", Json.object().with("message", Json.of("Grüße"))))
                .isEqualTo("Echo: Grüße");
        assertThat(call(server, "get-sum", Json.object().with("a", Json.of(2)).with("b", Json.of(40))))
                .contains("42");
        assertThat(call(server, "get-sum", Json.object().with("a", Json.of("two"))))
                .startsWith("FAILED ");
        assertThat(call(server, "no-such-tool", Json.object())).startsWith("FAILED ");
        assertThat(offer.tools())
                .extracting(ServedTool::name)
                .contains("list_resources", "read_resource", "get_prompt");
        var listed = call(server, "list_resources", Json.object());
        var uri = listed.lines().findFirst().orElseThrow().split(" ", 2)[0];
        assertThat(call(server, "read_resource", Json.object().with("uri", Json.of(uri))))
                .startsWith("[" + uri + "]");
        assertThat(call(server, "list_prompts", Json.object())).contains("simple-prompt");
        assertThat(call(server, "get_prompt", Json.object().with("name", Json.of("simple-prompt"))))
                .startsWith("user: ");
        var leader = Json.object()
                .with("of", Json.of("prompt"))
                .with("name", Json.of("completable-prompt"))
                .with("argument", Json.of("name"))
                .with("arguments", Json.object().with("department", Json.of("Sales")));
        assertThat(call(server, "suggest_values", leader)).isEqualTo("David\nEve\nFrank");
        assertThat(call(server, "get-tiny-image", Json.object())).contains("[image, image/png");
    }

    @Test
    void filesystemReadsWithinItsFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("note.txt"), "kept here");
        var server = server(
                NpmServers.bin("mcp-server-filesystem", folder.toRealPath().toString()));
        var path = Json.object()
                .with("path", Json.of(folder.toRealPath().resolve("note.txt").toString()));
        assertThat(call(server, "read_text_file", path)).isEqualTo("kept here");
        assertThat(call(server, "read_text_file", Json.object().with("path", Json.of("/etc/passwd"))))
                .startsWith("FAILED ")
                .contains("Access denied");
    }

    @Test
    void memoryKeepsWhatItIsTold(@TempDir Path folder) {
        var file = folder.resolve("memory.jsonl").toString();
        var server = server(NpmServers.bin("mcp-server-memory", Map.of("MEMORY_FILE_PATH", file)));
        var entity = Json.object()
                .with("name", Json.of("Ada"))
                .with("entityType", Json.of("person"))
                .with("observations", Json.array(java.util.List.of(Json.of("wrote notes"))));
        call(server, "create_entities", Json.object().with("entities", Json.array(java.util.List.of(entity))));
        host.disconnect(server.name());
        assertThat(call(server, "search_nodes", Json.object().with("query", Json.of("notes"))))
                .contains("Ada");
    }

    @Test
    void everythingOverHttpAsksInTheMidstOfACall() throws Exception {
        try (var process = ListeningServer.everything("streamableHttp")) {
            var server = server(new ToolServerAddress.Http(process.url("/mcp"), Map.of()));
            assertThat(host.offer(server, CALLER).protocol()).isEqualTo("2025-11-25");
            assertThat(call(server, "echo", Json.object().with("message", Json.of("over HTTP"))))
                    .isEqualTo("Echo: over HTTP");
            var asked = (ToolResponse.Asks)
                    host.call(server, "trigger-elicitation-request", invocation("ask", Json.object()));
            var question = asked.questions().getFirst();
            var round =
                    new ToolRound(asked.questions(), asked.state(), Map.of(question.key(), new ToolReply.Declined()));
            assertThat(text(host.call(server, "trigger-elicitation-request", invocation("ask", Json.object(), round))))
                    .contains("declined");
        }
    }

    @Test
    void everythingOverHttpIsSpokenWithAgainAfterItsRestart() throws Exception {
        try (var first = ListeningServer.everything("streamableHttp")) {
            var server = server(new ToolServerAddress.Http(first.url("/mcp"), Map.of()));
            var hello = Json.object().with("message", Json.of("hello"));
            assertThat(call(server, "echo", hello)).isEqualTo("Echo: hello");
            first.stop();
            assertThatThrownBy(() -> call(server, "echo", hello)).isInstanceOf(UpstreamFailure.class);
            assertThat(host.states()).singleElement().satisfies(state -> {
                assertThat(state.phase()).isEqualTo(Phase.BROKEN);
                assertThat(state.problem()).isPresent();
            });
            try (var second = first.again()) {
                assertThat(second.url("/mcp")).isEqualTo(first.url("/mcp"));
                assertThat(call(server, "echo", hello)).isEqualTo("Echo: hello");
                assertThat(host.states()).extracting(ToolServerState::phase).containsExactly(Phase.CONNECTED);
            }
        }
    }

    @Test
    void everythingOverTheStreamOfTheOldestRevision() throws Exception {
        try (var process = ListeningServer.everything("sse")) {
            var server = server(new ToolServerAddress.Http(process.url("/sse"), Map.of()));
            assertThat(call(server, "echo", Json.object().with("message", Json.of("by events"))))
                    .isEqualTo("Echo: by events");
        }
    }

    @Test
    void aModernServerOverItsStreams() {
        modern(server(NpmServers.script("modern.mjs")));
    }

    @Test
    void aModernServerOverHttp() throws Exception {
        try (var process = ListeningServer.modern()) {
            modern(server(new ToolServerAddress.Http(process.url("/mcp"), Map.of())));
        }
    }

    private void modern(ToolServer server) {
        var offer = host.offer(server, CALLER);
        assertThat(offer.protocol()).isEqualTo("2026-07-28");
        assertThat(offer.title()).isEqualTo("modern");
        assertThat(offer.instructions()).contains("Add numbers with it.");
        assertThat(offer.tools().getFirst().annotations().readOnly()).contains(true);
        assertThat(call(server, "add", Json.object().with("a", Json.of(2)).with("b", Json.of(40))))
                .isEqualTo("42");
        var asked = (ToolResponse.Asks) host.call(server, "greet", invocation("greet", Json.object()));
        assertThat(asked.state()).contains("greeting");
        var name = new ToolReply.Accepted(Json.object().with("name", Json.of("Ada")));
        var round = new ToolRound(asked.questions(), asked.state(), Map.of("name", name));
        assertThat(text(host.call(server, "greet", invocation("greet", Json.object(), round))))
                .isEqualTo("Hello Ada");
        assertThat(offer.tools()).extracting(ServedTool::name).doesNotContain("more");
        // The stream of changes may be opened a moment after the first answer.
        await().untilAsserted(() -> {
            call(server, "grow", Json.object());
            assertThat(host.offer(server, CALLER).tools())
                    .extracting(ServedTool::name)
                    .contains("more");
        });
    }
}
