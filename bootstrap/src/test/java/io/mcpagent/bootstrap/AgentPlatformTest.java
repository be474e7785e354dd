package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.document.IndexRepair;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentPlatformTest {
    @TempDir
    Path folder;

    @Test
    void answersFromAFolderAndSaysWhereItReadIt() throws IOException {
        var files = files("tower.txt", "The Eiffel Tower is 330 metres tall. It stands in Paris.\n");

        try (var platform = AgentPlatform.open(TestSettings.in(folder.resolve("data")))) {
            platform.documents().sync(Caller.LOCAL_OWNER, sync(files), progress -> {});

            var answer = ask(platform, "How tall is the Eiffel Tower?");

            assertThat(answer.answered()).isTrue();
            assertThat(answer.citations().getFirst().document()).isEqualTo("tower.txt");
            assertThat(answer.citations().getFirst().quote()).contains("330 metres");
        }
    }

    @Test
    void answersAgainAfterItWasClosed() throws IOException {
        var data = folder.resolve("data");
        try (var platform = AgentPlatform.open(TestSettings.in(data))) {
            platform.documents()
                    .sync(Caller.LOCAL_OWNER, sync(files("a.txt", "Quinces ripen in October.\n")), progress -> {});
        }

        try (var platform = AgentPlatform.open(TestSettings.in(data))) {
            assertThat(ask(platform, "When do quinces ripen?").answer()).contains("October");
        }
    }

    @Test
    void lendsItsDataDirectoryToNobodyElse() {
        var settings = TestSettings.in(folder.resolve("data"));
        try (var platform = AgentPlatform.open(settings)) {
            assertThat(platform.search()).isNotNull();
            assertThatThrownBy(() -> AgentPlatform.open(settings))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        AgentPlatform.open(settings).close();
    }

    @Test
    void refusesAnIndexOfAnotherModelUntilItIsMadeAnew() throws IOException {
        var data = folder.resolve("data");
        var other = TestSettings.in(data, "MCP_AGENT_EMBEDDING_MODEL=all-MiniLM-L6-v2");
        try (var platform = AgentPlatform.open(TestSettings.in(data))) {
            platform.documents()
                    .sync(Caller.LOCAL_OWNER, sync(files("a.txt", "Quinces ripen in October.\n")), progress -> {});
        }

        assertThatThrownBy(() -> AgentPlatform.open(other))
                .isInstanceOf(Conflict.class)
                .hasMessageContainingAll("bge-small-en-v1.5", "all-MiniLM-L6-v2", "mcp-agent collections reindex");
        assertThat(AgentPlatform.reindex(other)).isEqualTo(1);
        try (var platform = AgentPlatform.open(other)) {
            assertThat(ask(platform, "When do quinces ripen?").answer()).contains("October");
        }
    }

    @Test
    void keepsTheIndexOfADatabaseThatWasLost() throws IOException {
        var settings = TestSettings.in(folder.resolve("data"));
        try (var platform = AgentPlatform.open(settings)) {
            platform.documents()
                    .sync(Caller.LOCAL_OWNER, sync(files("a.txt", "Quinces ripen in October.\n")), progress -> {});
        }
        var database = folder.resolve("data").resolve("mcp-agent.db");
        var backup = Files.readAllBytes(database);
        Files.write(database, new byte[0]);

        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> AgentPlatform.open(settings)).satisfies(AgentPlatformTest::saysItWasLost);
            assertThatThrownBy(() -> AgentPlatform.reindex(settings)).satisfies(AgentPlatformTest::saysItWasLost);
        }

        Files.write(database, backup);
        try (var platform = AgentPlatform.open(settings)) {
            assertThat(platform.repaired()).isEqualTo(new IndexRepair.Repaired(0, 0));
            assertThat(ask(platform, "When do quinces ripen?").answer()).contains("October");
        }
    }

    private static void saysItWasLost(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        UpstreamFailure.class, lost -> assertThat(lost.code()).isEqualTo("database_damaged"))
                .hasMessageContainingAll("the index holds 1 documents", "mcp-agent.db is empty", "Restore it");
    }

    @Test
    void leavesNothingBehindWhenItWasOpenedAndClosedOften() throws IOException {
        var settings = TestSettings.in(folder.resolve("data"));
        openAndClose(settings, 20);
        var threads = threads();
        var handles = handles();
        var memory = usedMemory();

        openAndClose(settings, 200);

        assertThat(threads()).isLessThanOrEqualTo(threads);
        assertThat(handles()).isLessThanOrEqualTo(handles);
        assertThat(usedMemory() - memory).as("bytes kept by 200 platforms").isLessThan(200 * 10_000);
    }

    /** Virtual ones too. */
    private long threads() throws IOException {
        var dump = folder.resolve("threads-" + System.nanoTime());
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        try (var lines = Files.lines(dump)) {
            return lines.filter(line -> line.startsWith("#")).count();
        }
    }

    private static long usedMemory() {
        for (var i = 0; i < 5; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void closesWhatItOpenedWhenTheRestCanNotBeOpened() throws IOException {
        var settings = TestSettings.in(folder.resolve("data"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data").resolve("mcp-agent.db"), "no database\n".repeat(1_000));

        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> AgentPlatform.open(settings)).hasMessageContaining("mcp-agent.db");
        }
    }

    private static void openAndClose(Settings settings, int times) {
        for (var i = 0; i < times; i++) {
            var platform = AgentPlatform.open(settings);
            assertThat(platform.conversations().conversations(Caller.LOCAL_OWNER, Optional.empty(), 1))
                    .isEmpty();
            platform.close();
            platform.close();
        }
    }

    private static long handles() throws IOException {
        var open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) return 0;
        try (Stream<Path> handles = Files.list(open)) {
            return handles.count();
        }
    }

    private Path files(String name, String text) throws IOException {
        var files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve(name), text);
        return files;
    }

    private static SyncRequest sync(Path root) {
        return new SyncRequest(root, Optional.empty(), Optional.empty(), false);
    }

    private static AnswerCompleted ask(AgentPlatform platform, String question) {
        var last = platform.chat()
                .ask(Caller.LOCAL_OWNER, new AskRequest(question, Set.of()))
                .events()
                .getLast()
                .event();
        assertThat(last).isInstanceOf(AnswerCompleted.class);
        return (AnswerCompleted) last;
    }
}
