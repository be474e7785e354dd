package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.mcp.server.McpServer;
import io.mcpagent.adapter.mcp.server.McpServerSettings;
import io.mcpagent.adapter.rest.RestServer;
import io.mcpagent.domain.access.Caller;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that others wrote ask an agent of ours. */
class McpPeersTest {
    private static final String QUESTION = "{\"question\":\"What do bees make honey from?\"}";

    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    private AgentPlatform platform;
    private McpServer mcp;
    private RestServer server;

    @BeforeEach
    void open() {
        var settings = TestSettings.in(folder);
        platform = AgentPlatform.open(settings);
        platform.ingestInBackground();
        mcp = McpServer.open(McpServerSettings.DEFAULT, new OfferedPlatform(platform, "1.2.3"));
        var served = new ServedPlatform(
                platform, Optional.empty(), Optional.of(new MountedMcp(mcp, Optional.empty())), Optional.empty());
        server = RestServer.open(settings.server().at("127.0.0.1", 0), served);
        platform.documents().createCollection(Caller.LOCAL_OWNER, "bees", Optional.empty());
        var text = "# Honey\n\nBees make honey from the nectar of flowers.".getBytes(StandardCharsets.UTF_8);
        var document =
                platform.documents().upload(Caller.LOCAL_OWNER, "bees", "honey.md", new ByteArrayInputStream(text));
        platform.documents().follow(Caller.LOCAL_OWNER, document.id(), changed -> {});
    }

    @AfterEach
    void close() {
        server.close();
        mcp.close();
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void theInspectorFindsNothingWrongAndGetsAnAnswer(String era) throws Exception {
        var listed = inspect(era, "--method", "tools/list", "--strict");
        assertThat(listed.exit()).as(listed.said() + listed.complained()).isZero();
        assertThat(listed.said()).contains("ask_assistant", "search", "ingest");

        var asked =
                inspect(era, "--method", "tools/call", "--tool-name", "ask_assistant", "--tool-args-json", QUESTION);
        assertThat(asked.exit()).as(asked.said() + asked.complained()).isZero();
        assertThat(asked.said()).contains("nectar of flowers");
    }

    private NpmPeers.Ran inspect(String era, String... arguments) throws Exception {
        var all = Stream.concat(
                        Stream.of(
                                "--cli",
                                "--server-url",
                                address(),
                                "--transport",
                                "http",
                                "--format",
                                "json",
                                "-q",
                                "--stored-auth-only",
                                "--protocol-era",
                                era),
                        Stream.of(arguments))
                .toList();
        return NpmPeers.run(home, "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js", all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void theOfficialClientGetsProgressAndAnAnswer(String era) throws Exception {
        var called = NpmPeers.run(home, "call.mjs", List.of(address(), era, "ask_assistant", QUESTION));

        assertThat(called.exit()).as(called.said() + called.complained()).isZero();
        assertThat(called.said())
                .contains("\"progress\":[{\"progress\":", "nectar of flowers", "\"status\":\"answered\"");
    }

    @Test
    void theOfficialJavaClientGetsProgressAndAnAnswer() {
        var progress = new CopyOnWriteArrayList<ProgressNotification>();
        try (var client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                server.address().toString())
                        .build())
                .progressConsumer(progress::add)
                .build()) {
            client.initialize();
            assertThat(client.listTools().tools()).extracting(Tool::name).contains("ask_assistant", "search", "ingest");

            var result = client.callTool(CallToolRequest.builder("ask_assistant")
                    .arguments(Map.of("question", "What do bees make honey from?"))
                    .progressToken("honey")
                    .build());

            assertThat(result.isError()).isFalse();
            assertThat(result.content().toString()).contains("nectar of flowers");
            assertThat(result.structuredContent().toString()).contains("status=answered");
        }
        assertThat(progress)
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told.progressToken()).isEqualTo("honey"));
    }

    private String address() {
        return server.address().resolve("/mcp").toString();
    }
}
