package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.TextHash;
import io.mcpagent.testkit.document.UploadStorePortContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalUploadStoreTest implements UploadStorePortContract {
    @TempDir
    Path scratch;

    private UploadStorePort uploads;

    @BeforeEach
    void open() {
        uploads = DocumentFiles.open(new DocumentSettings(MOST)).uploads(folder());
    }

    @Override
    public UploadStorePort uploads() {
        return uploads;
    }

    @Test
    void theFolderIsMadeWithTheFirstUpload() throws IOException {
        assertThat(uploads.stored()).isEmpty();
        uploads.removeLeftovers();
        uploads.delete(Set.of(TextHash.of("never there")));
        assertThat(folder()).doesNotExist();

        keep("one");

        assertThat(names()).containsExactly(TextHash.of("one").value());
    }

    @Test
    void whatIsKeptIsReadableByItsOwnerAlone() throws IOException {
        keep("one");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                        folder().resolve(TextHash.of("one").value()))))
                .isEqualTo("rw-------");
    }

    @Test
    void removesWhatAKilledProcessWasReceivingAndNothingElse() throws IOException {
        keep("one");
        Files.writeString(folder().resolve("123.part"), "half of");
        Files.writeString(folder().resolve("README"), "not the store's");

        uploads.removeLeftovers();

        assertThat(names())
                .containsExactlyInAnyOrder("README", TextHash.of("one").value());
        assertThat(uploads.stored()).containsExactly(TextHash.of("one"));
    }

    @Test
    void damagedBytesAreReplacedWhenTheSameComesAgain() throws IOException {
        keep("one");
        Files.writeString(folder().resolve(TextHash.of("one").value()), "o");

        keep("one");

        try (var read = uploads.open(TextHash.of("one"))) {
            assertThat(read.readAllBytes()).isEqualTo("one".getBytes(UTF_8));
        }
        assertThat(names()).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithoutAnythingKept() throws IOException {
        Files.writeString(folder(), "a file in its place");

        assertThatThrownBy(() -> keep("one")).isInstanceOfSatisfying(UpstreamFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo("disk_unusable");
            assertThat(failure.getMessage()).contains(folder().toString());
        });
    }

    @Test
    void aLargeUploadTakesLittleMemory() {
        var roomy = DocumentFiles.open(new DocumentSettings(1 << 30)).uploads(folder());
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        var received = roomy.receive(new Zeros(64 << 20));

        assertThat(received.size()).isEqualTo(64 << 20);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @Test
    void noHashLeadsOutOfTheFolder() {
        assertThatThrownBy(() -> uploads.open(new TextHash("../secret"))).isInstanceOf(IllegalArgumentException.class);
    }

    /** So many bytes, made as they are read. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left == 0) return -1;
            var some = (int) Math.min(length, left);
            left -= some;
            return some;
        }
    }

    private void keep(String text) {
        var received = uploads.receive(new ByteArrayInputStream(text.getBytes(UTF_8)));
        uploads.keep(received);
        uploads.drop(received);
    }

    private Path folder() {
        return scratch.resolve("files");
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
