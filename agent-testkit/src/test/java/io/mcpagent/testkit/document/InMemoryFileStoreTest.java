package io.mcpagent.testkit.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.FileStorePort.FileProblem;
import io.mcpagent.domain.failure.InvalidRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryFileStoreTest implements FileStorePortContract {
    private final InMemoryFileStore files = new InMemoryFileStore();

    @BeforeEach
    void addRoot() {
        files.addRoot(root());
    }

    @Override
    public FileStorePort files() {
        return files;
    }

    @Override
    public Path root() {
        return Path.of("/docs");
    }

    @Override
    public void put(String name, byte[] content) {
        files.put(root(), name, content);
    }

    @Override
    public void remove(String name) {
        files.remove(root(), name);
    }

    @Test
    void aFileThatIsPutAgainHasALaterStamp() {
        files.put(root(), "a.txt", "a");
        var first = files.list(root()).files().getFirst().stamp();
        files.put(root(), "a.txt", "b");

        assertThat(files.list(root()).files().getFirst().stamp().modifiedAt()).isAfter(first.modifiedAt());
    }

    @Test
    void failsAsItIsTold() {
        files.put(root(), "a.txt", "a");
        var failure = new InvalidRequest("file_unreadable", "No permission.");
        files.failReading(root(), "a.txt", failure);
        files.addProblem(root(), new FileProblem("closed", "No permission."));

        assertThatThrownBy(() -> files.read(root(), "a.txt")).isSameAs(failure);
        assertThat(files.list(root()).files()).hasSize(1);
        assertThat(files.list(root()).problems()).hasSize(1);
    }
}
