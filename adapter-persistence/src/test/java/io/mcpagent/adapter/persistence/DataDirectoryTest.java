package io.mcpagent.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void makesTheDirectoryForItsOwnerAlone() throws IOException {
        var wanted = parent.resolve("a/b");
        try (var directory = DataDirectory.claim(wanted)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void closesADirectoryThatExistsToOthers() throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxr-x"));
        Files.createFile(parent.resolve("mcp-agent.yaml"));
        Files.createDirectory(parent.resolve("agents"));

        DataDirectory.claim(parent).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesThePermissionsOfADirectoryThatHoldsOtherThings() throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxrwxr-x"));
        Files.createFile(parent.resolve("website.html"));

        DataDirectory.claim(parent).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
                .isEqualTo("rwxrwxr-x");
    }

    @Test
    void refusesASecondOwnerInTheSameProcess() {
        try (var directory = DataDirectory.claim(parent)) {
            assertThatThrownBy(() -> DataDirectory.claim(parent.resolve(".")))
                    .isInstanceOfSatisfying(Conflict.class, failure -> {
                        assertThat(failure.code()).isEqualTo("data_directory_held");
                        assertThat(failure)
                                .hasMessageContaining(directory.path().toString())
                                .hasMessageContaining(
                                        Long.toString(ProcessHandle.current().pid()));
                    });
        }
        DataDirectory.claim(parent).close();
    }

    @Test
    void refusesWhatAnotherProcessHoldsUntilItIsKilled() throws Exception {
        try (var holder = ChildProcess.start(DirectoryHolder.class, parent)) {
            assertThat(holder.line()).isEqualTo(DirectoryHolder.HELD);
            assertThatThrownBy(() -> open().close()).isInstanceOfSatisfying(Conflict.class, failure -> {
                assertThat(failure.code()).isEqualTo("data_directory_held");
                assertThat(failure)
                        .hasMessageContaining(parent.toString())
                        .hasMessageContaining(Long.toString(holder.pid()));
            });
            holder.kill();
        }
        open().close();
    }

    @Test
    void anAttemptFromWithinDoesNotLetOthersIn() throws Exception {
        try (var held = open()) {
            assertThatThrownBy(() -> open().close()).isInstanceOf(Conflict.class);
            try (var other = ChildProcess.start(DirectoryHolder.class, parent)) {
                assertThat(other.line()).isEqualTo("data_directory_held");
            }
            assertThat(held.collections().all()).isEmpty();
        }
    }

    @Test
    void saysSoWhenTheDirectoryCannotBeMade() throws IOException {
        var file = Files.createFile(parent.resolve("a-file"));
        assertThatThrownBy(() -> DataDirectory.claim(file.resolve("below")))
                .isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo("data_directory_unusable");
                    assertThat(failure)
                            .hasMessageContaining(file.resolve("below").toString());
                });
    }

    private SqlPersistence open() {
        return SqlPersistence.open(new PersistenceSettings(parent), InstantSource.system());
    }
}
