package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ToolServerEntry;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.testkit.tool.SampleToolServers;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tool servers cost that nobody calls, whatever else this process does; {@code benchmarks/README.md} has figures. */
class IdleToolServersTest {
    private static final int SERVERS = 200;
    private static final int TOOLS = 5;
    private static final long MOST_BYTES = 20L << 20;
    private static final int MOST_COLLECTIONS = 20;
    private static final long ALIKE = 64 << 10;

    @TempDir
    private Path folder;

    private record Cost(long heap, int threads) {}

    @Test
    void twoHundredServersCostNoThreadEachAndLittleMemory() {
        var few = cost(1);
        var many = cost(SERVERS);

        assertThat(many.threads - few.threads).isLessThan(SERVERS / 10);
        assertThat(many.heap - few.heap).isLessThan(MOST_BYTES);
    }

    private Cost cost(int servers) {
        var settings = TestSettings.in(folder.resolve("with-" + servers));
        store(settings, servers);
        try (var platform = AgentPlatform.open(settings)) {
            var listed = platform.tools().tools(Caller.LOCAL_OWNER).stream()
                    .filter(tool -> tool.name().startsWith("server-"))
                    .count();
            assertThat(listed).isEqualTo((long) servers * TOOLS);
            assertThat(platform.toolServers().servers(Caller.LOCAL_OWNER)).hasSize(servers);
            assertThat(platform.toolServers().states(Caller.LOCAL_OWNER)).isEmpty();
            return new Cost(live(), ManagementFactory.getThreadMXBean().getThreadCount());
        }
    }

    private static void store(Settings settings, int count) {
        try (var records = SqlPersistence.open(settings.storage(), InstantSource.system())) {
            records.transactions().write(() -> {
                for (var n = 0; n < count; n++) {
                    var name = "server-" + n;
                    var entry = n % 2 == 0 ? SampleToolServers.program(name) : SampleToolServers.remote(name);
                    records.toolServers().save(enabled(entry));
                    for (var tool = 0; tool < TOOLS; tool++) {
                        var served = SampleToolServers.tool(
                                "tool-" + tool,
                                "Does what tool %d does. ".formatted(tool).repeat(20));
                        records.toolServers()
                                .save(PinnedTool.waiting(new ToolServerName(name), served)
                                        .approved(Caller.LOCAL_OWNER.user(), Instant.EPOCH, true));
                    }
                }
            });
        }
    }

    private static ToolServerEntry enabled(ToolServerEntry entry) {
        return new ToolServerEntry(
                entry.name(), entry.address(), true, false, entry.permissions(), List.of(), entry.timeout(), 0);
    }

    /** What is left when the collector finds nothing more. */
    private static long live() {
        var least = Long.MAX_VALUE;
        for (var n = 0; n < MOST_COLLECTIONS; n++) {
            System.gc();
            var used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (least - used < ALIKE) return Math.min(least, used);
            least = Math.min(least, used);
        }
        return least;
    }
}
