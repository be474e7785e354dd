package io.mcpagent.testkit.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.llm.TextHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What everything that keeps uploads must do. It is empty when a test begins, and takes a megabyte at most. */
public interface UploadStorePortContract {
    int MOST = 1 << 20;

    UploadStorePort uploads();

    @Test
    default void readsWhatWasKept() throws IOException {
        var content = new byte[] {0, -1, 7};

        var hash = kept(content);

        assertThat(hash).isEqualTo(TextHash.of(content));
        try (var read = uploads().open(hash)) {
            assertThat(read.readAllBytes()).containsExactly(content);
        }
        assertThat(uploads().stored()).containsExactly(hash);
    }

    @Test
    default void tellsTheSizeAndKeepsNothingUnasked() {
        var received = uploads().receive(stream("three"));
        assertThat(received.size()).isEqualTo(5);
        assertThat(uploads().stored()).isEmpty();

        uploads().drop(received);

        assertVanished(TextHash.of("three"));
        uploads().drop(received);
    }

    @Test
    default void keepsTheSameBytesOnce() throws IOException {
        kept("same".getBytes(UTF_8));
        var hash = kept("same".getBytes(UTF_8));
        var other = kept("other".getBytes(UTF_8));

        assertThat(uploads().stored()).containsExactlyInAnyOrder(hash, other);
        try (var read = uploads().open(hash)) {
            assertThat(read.readAllBytes()).isEqualTo("same".getBytes(UTF_8));
        }
    }

    @Test
    default void keepsWhatIsEmpty() throws IOException {
        var hash = kept(new byte[0]);

        try (var read = uploads().open(hash)) {
            assertThat(read.readAllBytes()).isEmpty();
        }
    }

    @Test
    default void deletesWhatIsThere() {
        var gone = kept("gone".getBytes(UTF_8));
        var stays = kept("stays".getBytes(UTF_8));

        uploads().delete(Set.of(gone, TextHash.of("never there")));

        assertThat(uploads().stored()).containsExactly(stays);
        assertVanished(gone);
    }

    @Test
    default void takesTheMostAndRefusesMoreWithoutReadingItAll() {
        var most = uploads().receive(new ByteArrayInputStream(new byte[MOST]));
        assertThat(most.size()).isEqualTo(MOST);
        uploads().drop(most);
        var endless = new Endless();

        assertThatThrownBy(() -> uploads().receive(endless))
                .isInstanceOfSatisfying(InvalidRequest.class, failure -> hasCode(failure, "file_too_large"));
        assertThat(endless.read).hasValueLessThan(2L * MOST);
        assertThat(uploads().stored()).isEmpty();
    }

    @Test
    default void aStreamThatBreaksLeavesNothing() {
        var broken = new SequenceInputStream(stream("begun"), new Broken());

        assertThatThrownBy(() -> uploads().receive(broken))
                .isInstanceOfSatisfying(InvalidRequest.class, failure -> hasCode(failure, "upload_broken"));
        assertThat(uploads().stored()).isEmpty();
    }

    @Test
    default void whatIsBeingReceivedIsNoLeftover() {
        var received = uploads().receive(stream("under way"));

        uploads().removeLeftovers();
        uploads().keep(received);

        assertThat(uploads().stored()).containsExactly(received.hash());
        uploads().drop(received);
        uploads().removeLeftovers();
        assertThat(uploads().stored()).hasSize(1);
    }

    private TextHash kept(byte[] content) {
        var received = uploads().receive(new ByteArrayInputStream(content));
        uploads().keep(received);
        uploads().drop(received);
        return received.hash();
    }

    private void assertVanished(TextHash hash) {
        assertThatThrownBy(() -> uploads().open(hash))
                .isInstanceOfSatisfying(NotFound.class, failure -> hasCode(failure, "file_vanished"));
    }

    private static void hasCode(AgentFailure failure, String code) {
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage()).isNotBlank();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** Yields zeros for ever, and counts them. */
    final class Endless extends InputStream {
        private final AtomicLong read = new AtomicLong();

        @Override
        public int read() {
            read.incrementAndGet();
            return 0;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            read.addAndGet(length);
            Arrays.fill(into, from, from + length, (byte) 0);
            return length;
        }
    }

    /** A client that went away. */
    final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return read();
        }
    }
}
