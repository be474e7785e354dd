package io.mcpagent.testkit.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What everything that lists and reads files must do. */
public interface FileStorePortContract {
    FileStorePort files();

    /** An existing folder, empty when a test begins. */
    Path root();

    /** Writes a file below the root. */
    void put(String name, byte[] content);

    void remove(String name);

    @Test
    default void listsWhatIsBelowTheRootSortedByCodePoints() {
        put("b.txt", bytes("b"));
        put("a/z.txt", bytes("z"));
        put("a.txt", bytes("a"));
        put("\uFB01.txt", bytes("a ligature"));
        put("\uD83D\uDE00.txt", bytes("a face, beyond the first plane"));

        var listing = files().list(root());

        assertThat(listing.files())
                .extracting(FileEntry::name)
                .containsExactly("a.txt", "a/z.txt", "b.txt", "\uFB01.txt", "\uD83D\uDE00.txt");
        assertThat(listing.problems()).isEmpty();
    }

    @Test
    default void anEmptyFolderHasNoFiles() {
        assertThat(files().list(root()).files()).isEmpty();
    }

    @Test
    default void theStampTellsTheSize() {
        put("a.txt", bytes("three"));

        assertThat(files().list(root()).files().getFirst().stamp().size()).isEqualTo(5);
    }

    @Test
    default void readsWhatWasWritten() {
        put("a/b.bin", new byte[] {0, -1, 7});

        assertThat(files().read(root(), "a/b.bin")).containsExactly(0, -1, 7);
    }

    @Test
    default void opensWhatWasWrittenAlsoWhatIsEmpty() throws IOException {
        put("a/b.bin", new byte[] {0, -1, 7});
        put("empty.txt", new byte[0]);

        try (var full = files().open(root(), "a/b.bin");
                var empty = files().open(root(), "empty.txt")) {
            assertThat(full.readAllBytes()).containsExactly(0, -1, 7);
            assertThat(empty.readAllBytes()).isEmpty();
        }
        assertThatThrownBy(() -> files().open(root(), "nothing.txt"))
                .isInstanceOfSatisfying(NotFound.class, failure -> hasCode(failure, "file_vanished"));
        assertThatThrownBy(() -> files().open(root(), "../" + root().getFileName() + "/empty.txt"))
                .isInstanceOf(AgentFailure.class);
    }

    @Test
    default void aRootThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> files().list(root().resolve("nowhere")))
                .isInstanceOfSatisfying(NotFound.class, failure -> hasCode(failure, "root_not_found"));
    }

    @Test
    default void aFileThatIsGoneHasVanished() {
        put("a.txt", bytes("here"));
        var name = files().list(root()).files().getFirst().name();
        remove("a.txt");

        assertThatThrownBy(() -> files().read(root(), name))
                .isInstanceOfSatisfying(NotFound.class, failure -> hasCode(failure, "file_vanished"));
        assertThat(files().list(root()).files()).isEmpty();
    }

    @Test
    default void anEmptyFileIsListedAndRefused() {
        put("a.txt", new byte[0]);

        assertThat(files().list(root()).files()).hasSize(1);
        assertThatThrownBy(() -> files().read(root(), "a.txt"))
                .isInstanceOfSatisfying(InvalidRequest.class, failure -> hasCode(failure, "file_empty"));
    }

    @Test
    default void neverReadsOutsideTheRoot() {
        put("a.txt", bytes("here"));

        assertThatThrownBy(() -> files().read(root(), "../" + root().getFileName() + "/a.txt"))
                .isInstanceOf(AgentFailure.class);
    }

    private static void hasCode(AgentFailure failure, String code) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage()).isNotBlank();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
