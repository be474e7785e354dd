package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.domain.access.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with its records on a PostgreSQL server. */
class PostgresTest {
    private static final String QUESTION = "When do quinces ripen?";
    private static final long STATEMENTS_OF_A_TURN = 40;

    @TempDir
    Path folder;

    private final String[] variables = EmbeddedServer.newDatabase();
    private Path data;
    private Path files;

    @BeforeEach
    void writeAFile() throws IOException {
        data = folder.resolve("data");
        files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("fruit.md"), "# Fruit\n\nQuinces ripen in October.\n");
    }

    @Test
    void answersFromRecordsOnTheServerWithWhichTheIndexIsMendedToo() throws Exception {
        var first = run("ask", "--docs", files.toString(), QUESTION);
        Files.delete(files.resolve("fruit.md"));
        try (var index = Files.list(data.resolve("index"))) {
            for (var file : index.toList()) Files.delete(file);
        }
        var second = run("ask", QUESTION);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("Quinces ripen in October.", "fruit.md");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).contains("Quinces ripen in October.", "fruit.md");
        assertThat(data.resolve("mcp-agent.db")).doesNotExist();
    }

    @Test
    void doctorSignsInAndKeepsThePasswordToItself() throws Exception {
        var before = run("doctor");
        run("ask", "--docs", files.toString(), QUESTION);
        var after = run("doctor");

        assertThat(before.exitCode()).as(before.out()).isZero();
        assertThat(before.out()).contains("none yet");
        assertThat(after.exitCode()).as(after.out()).isZero();
        assertThat(after.out())
                .contains("jdbc:postgresql://", "1 documents ready", "storage.user = agent", "storage.password = ***")
                .doesNotContain(EmbeddedServer.PASSWORD);
    }

    @Test
    void saysWhatIsWrongWithTheServerAndNotThePassword() throws Exception {
        variables[0] = variables[0].replaceAll("localhost:\\d+", "localhost:1");

        var asked = run("--debug", "ask", "--docs", files.toString(), QUESTION);
        var doctor = run("doctor");

        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.err()).contains("can't be reached", "localhost:1").doesNotContain(EmbeddedServer.PASSWORD);
        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out()).contains("can't be reached").doesNotContain(EmbeddedServer.PASSWORD);
    }

    @Test
    void theDataDirectoryStillHasOneOwner() throws Exception {
        try (var holder = AgentPlatform.open(TestSettings.in(data, variables))) {
            assertThat(holder.search()).isNotNull();

            var second = run("documents", "list");

            assertThat(second.exitCode()).isEqualTo(75);
        }
    }

    /** What a turn asks of the database, whatever it costs there: beginnings and ends of transactions not counted. */
    @Test
    void aTurnTakesFewStatements() {
        try (var platform = AgentPlatform.open(TestSettings.in(data, variables))) {
            var request = new SyncRequest(files, Optional.empty(), Optional.empty(), false);
            platform.documents().sync(Caller.LOCAL_OWNER, request, progress -> {});
            EmbeddedServer.statements(database());

            var result = platform.chat().ask(Caller.LOCAL_OWNER, new AskRequest(QUESTION, Set.of()));

            assertThat(result.events()).isNotEmpty();
            var statements = EmbeddedServer.statements(database());
            assertThat(statements.values().stream().mapToLong(Long::longValue).sum())
                    .as(statements.toString())
                    .isLessThanOrEqualTo(STATEMENTS_OF_A_TURN);
        }
    }

    private String database() {
        return variables[0].substring(variables[0].lastIndexOf('/') + 1);
    }

    private ChildProcess.Ended run(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("--data-dir", data.toString()));
        all.addAll(List.of(arguments));
        return ChildProcess.run(all, variables);
    }
}
