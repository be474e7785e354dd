package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.json.CanonicalJson;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mcp-server --stdio} where a server has what is asked for, under a client that others wrote. */
class McpRelayOverServerTest extends OverServerTest {
    private static final String QUESTION = "{\"question\":\"What do bees make honey from?\"}";
    private static final Pattern KEY = Pattern.compile("mcpa_[A-Za-z0-9_-]+");
    private static final String LIST =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}\n";

    @TempDir
    private Path home;

    @BeforeEach
    void ingest() throws IOException {
        var documents = Files.createDirectories(folder.resolve("bees"));
        Files.writeString(documents.resolve("honey.md"), "# Honey\n\nBees make honey from the nectar of flowers.");
        done("ingest", documents.toString());
    }

    @Test
    void theServerThatHoldsTheDataDirectoryIsAsked() throws Exception {
        try (var server = serve()) {
            var called = called("legacy", "--data-dir", data.toString());

            assertThat(called.exit()).as(called.said() + called.complained()).isZero();
            assertThat(called.said()).contains("\"progress\":[{\"progress\":", "nectar of flowers");
            assertThat(called.complained())
                    .contains("The server at " + server.address() + " holds the data directory; this passes on to it.");
        }
    }

    @Test
    void aServerElsewhereIsAskedAsTheUserOfTheKey() throws Exception {
        typed("correct horse battery\n", "users", "create", "ada@example.org", "--role", "admin", "--password-stdin");
        try (var server = serve()) {
            var key = KEY.matcher(
                    done("api-keys", "create", "ada@example.org", "editor", "--scope", "read", "--scope", "ask"));
            assertThat(key.find()).isTrue();

            var called = called("modern", "--server", server.address().toString(), "--api-key", key.group());

            assertThat(called.exit()).as(called.said() + called.complained()).isZero();
            assertThat(called.said()).contains("\"progress\":[{\"progress\":", "nectar of flowers");
            var refused = typed(
                    LIST, "mcp-server", "--stdio", "--server", server.address().toString());
            assertThat(refused.out()).contains("\"id\":1", "The server wants an API key that it knows");
        }
    }

    private NpmPeers.Ran called(String era, String... where) throws Exception {
        var arguments = new ArrayList<>(List.of("mcp-server", "--stdio"));
        arguments.addAll(List.of(where));
        var command = Json.array(ChildProcess.command(Main.class, arguments).stream()
                .map(Json::of)
                .toList());
        return NpmPeers.run(
                home,
                "call.mjs",
                List.of(
                        new String(CanonicalJson.bytes(command), StandardCharsets.UTF_8),
                        era,
                        "ask_assistant",
                        QUESTION));
    }
}
