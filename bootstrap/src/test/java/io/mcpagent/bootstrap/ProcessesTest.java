package io.mcpagent.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as users start it, when something is wrong with the data directory. */
class ProcessesTest {
    private static final String QUESTION = "When do quinces ripen?";

    @TempDir
    Path folder;

    private Path data;
    private Path files;

    @BeforeEach
    void writeAFile() throws IOException {
        data = folder.resolve("data");
        files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("fruit.md"), "# Fruit\n\nQuinces ripen in October.\n");
    }

    @Test
    void aSecondOneSaysWhoHoldsTheDirectory() throws Exception {
        try (var holder = AgentPlatform.open(TestSettings.in(data))) {
            assertThat(holder.search()).isNotNull();

            var second = run("documents", "list");
            var doctor = run("doctor");

            assertThat(second.exitCode()).isEqualTo(75);
            assertThat(second.err())
                    .contains(Long.toString(ProcessHandle.current().pid()), data.toString())
                    .doesNotContain("\tat ");
            assertThat(doctor.exitCode()).as(doctor.err()).isZero();
            assertThat(doctor.out())
                    .contains("process " + ProcessHandle.current().pid() + " holds the data directory");
        }
    }

    @Test
    void aDamagedIndexIsMadeAgainFromTheRecords() throws Exception {
        ingest();
        try (var index = Files.list(data.resolve("index"))) {
            for (var file : index.filter(found -> !found.endsWith("write.lock")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        Files.delete(files.resolve("fruit.md"));

        var doctor = run("doctor");
        var asked = run("ask", QUESTION);

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out() + doctor.err()).contains("index");
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("Quinces ripen in October.", "fruit.md");
        assertThat(asked.err())
                .contains("1 documents were put back into it from the records")
                .doesNotContain("\tat ");
    }

    @Test
    void aDamagedDatabaseIsNamedAndLeftAlone() throws Exception {
        ingest();
        var database = data.resolve("mcp-agent.db");
        Files.writeString(database, "no database ".repeat(1_000));
        Files.deleteIfExists(data.resolve("mcp-agent.db-wal"));
        Files.deleteIfExists(data.resolve("mcp-agent.db-shm"));

        var asked = run("ask", QUESTION);

        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.err()).contains(database.toString(), "damaged").doesNotContain("\tat ");
        assertThat(database).hasSize(12_000);
    }

    @Test
    void wrongSettingsAreToldAtOnce() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("mcp-agent.yaml"), "retrieval:\n  dept: 3\n  vector-weight: 7\n");

        var asked = run("ask", QUESTION);

        assertThat(asked.exitCode()).isIn(1, 2);
        assertThat(asked.err()).contains("mcp-agent.yaml:2", "retrieval.depth", "mcp-agent.yaml:3");
        assertThat(asked.err().lines()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void logsOneJsonObjectALineWithTheIdsOfTheWork() throws Exception {
        var asked = ChildProcess.run(
                List.of("--data-dir", data.toString(), "ask", "--docs", files.toString(), QUESTION),
                "MCP_AGENT_LOGGING_FORMAT=json",
                "MCP_AGENT_LOGGING_LEVEL=debug");

        var lines = asked.err().lines().filter(line -> line.startsWith("{")).toList();
        assertThat(lines).isNotEmpty().allMatch(line -> line.endsWith("}"));
        assertThat(lines).anyMatch(line -> line.contains("\"run_id\":") && line.contains("AnswerCompleted"));
        assertThat(lines).anyMatch(line -> line.contains("\"document_id\":") && line.contains("\"task_id\":"));
    }

    @Test
    void logsNothingOfWhatWasAskedOrRead() throws Exception {
        Files.writeString(files.resolve("secret.txt"), "The password of the vault is xyzzyplugh.\n");
        Files.writeString(files.resolve("broken.pdf"), "%PDF-1.7 xyzzyplugh");

        var asked = run("--debug", "ask", "--docs", files.toString(), "What is the password of the vault, plover?");

        assertThat(asked.out()).contains("xyzzyplugh");
        assertThat(asked.err()).contains("AnswerCompleted").doesNotContain("xyzzyplugh", "password", "plover");
    }

    private void ingest() throws IOException, InterruptedException {
        var ingested = run("ingest", files.toString());
        assertThat(ingested.exitCode()).as(ingested.err()).isZero();
    }

    private ChildProcess.Ended run(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("--data-dir", data.toString()));
        all.addAll(List.of(arguments));
        return ChildProcess.run(all);
    }
}
