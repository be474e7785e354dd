package io.mcpagent.adapter.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerState;
import io.mcpagent.domain.tool.ToolServerState.Phase;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.json.SmallJsonSchemas;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that were used once, and are not needed any more. */
class IdleServersTest {
    private static final int OF_EACH_KIND = 20;
    private static final String PROGRAM = """
            while read -r line; do
              case $line in
              *server/discover*) echo '{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}},"ttlMs":0,"cacheScope":"public"}}' ;;
              *tools/list*) echo '{"jsonrpc":"2.0","id":2,"result":{"resultType":"complete","tools":[{"name":"echo","inputSchema":{"type":"object"}}],"ttlMs":60000,"cacheScope":"public"}}' ;;
              esac
            done
            """;

    @TempDir
    private Path folder;

    @Test
    void areEndedWithTheirProcessesAndThreads() throws IOException {
        var time = new SteppingTime();
        try (var web = new MockWebServer();
                var host = McpToolServers.open("1.0", new OkHttpClient(), new SmallJsonSchemas(), time)) {
            web.setDispatcher(McpToolServersTest.modern());
            web.start();
            for (var n = 0; n < OF_EACH_KIND; n++) {
                var address =
                        new ToolServerAddress.Http(URI.create(web.url("/mcp").toString()), Map.of());
                assertThat(host.offer(server("web-" + n, address), Servers.CALLER)
                                .tools())
                        .hasSize(1);
                assertThat(host.offer(server("program-" + n, program()), Servers.CALLER)
                                .tools())
                        .hasSize(1);
            }
            assertThat(threads()).isNotEmpty();
            assertThat(host.states()).extracting(ToolServerState::phase).containsOnly(Phase.CONNECTED);

            time.advance(Duration.ofMinutes(11));
            host.endIdle();

            assertThat(host.states())
                    .hasSize(2 * OF_EACH_KIND)
                    .extracting(ToolServerState::phase)
                    .containsOnly(Phase.IDLE);
            Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
        }
    }

    private static ToolServerAddress program() {
        return new ToolServerAddress.Process("sh", List.of("-c", PROGRAM), Map.of(), Optional.empty());
    }

    private static ToolServer server(String name, ToolServerAddress address) {
        return new ToolServer(new ToolServerName(name), address, Set.of(), List.of(), Servers.TIMEOUT);
    }

    /** Those of servers, virtual ones too; of the two with timers there is one each for all servers. */
    private List<String> threads() throws IOException {
        var file = folder.resolve("threads");
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("#") && line.contains("\"tool-server"))
                .filter(line -> !line.contains("tool-servers-idle") && !line.contains("tool-server-timer"))
                .toList();
    }
}
