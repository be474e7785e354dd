package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.testkit.CountingIds;
import io.mcpagent.testkit.document.SampleDocuments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenDatabaseTest {
    private static final int PAGE = 4096;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void choose() {
        file = directory.resolve("mcp-agent.db");
    }

    @Test
    void refusesAFileThatIsNoDatabaseEachTimeItIsOpened() throws IOException {
        Files.writeString(file, "Dear diary, ".repeat(1_000));
        assertFails("database_damaged", this::open);
        assertFails("database_damaged", this::open);
        assertThat(Files.readString(file)).startsWith("Dear diary");
    }

    @Test
    void saysSoWhenPagesAreOverwritten() throws IOException {
        open();
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, PAGE, bytes.length, (byte) 0x5A);
        Files.write(file, bytes);

        assertFails("database_damaged", this::open);
    }

    @Test
    void saysSoWhenTheFileWasCutOff() throws IOException {
        open();
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertFails("database_damaged", this::open);
    }

    @Test
    void refusesADatabaseThatANewerProgramHasWritten() throws SQLException {
        open();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, script, checksum,"
                            + " installed_by, installed_on, execution_time, success FROM flyway_schema_history WHERE installed_rank = 1");
        }
        assertFails("newer_version_needed", this::open);
    }

    private void open() {
        try (var persistence = SqlPersistence.open(new PersistenceSettings(directory), InstantSource.system())) {
            persistence.collections().save(SampleDocuments.collection(new CountingIds(), "manuals"));
            assertThat(persistence.collections().all()).hasSize(1);
        }
    }

    private void assertFails(String code, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure).hasMessageContaining(file.toString());
        });
    }
}
