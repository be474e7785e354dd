package io.mcpagent.bootstrap.outbound;

import static io.mcpagent.bootstrap.outbound.Peer.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.bootstrap.outbound.Peer.Speech;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against those who answer too much, or too slowly. The limit here is 10,000 bytes. */
@Timeout(30)
class LimitsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void anAnswerAsLargeAsTheLimitIsRead() {
        assertThat(answer(out -> out.write(ascii(OK + "Content-Length: 10000\r\n\r\n" + "x".repeat(10_000)))))
                .hasSize(10_000);
    }

    @Test
    void aLargerOneIsRefusedByWhatItSaysOfItself() {
        assertFails("outbound_too_large", out -> out.write(ascii(OK + "Content-Length: 10001\r\n\r\n")));
    }

    @Test
    void aLargerOneThatDoesNotSaySoIsCounted() {
        assertFails("outbound_too_large", out -> out.write(ascii(OK + "\r\n" + "x".repeat(10_001))));
    }

    @Test
    void aBodyWithoutAnEndIsLeft() {
        var server = peer(out -> {
            out.write(ascii(OK + "\r\n"));
            while (true) out.write(ascii("x".repeat(1_000)));
        });

        assertFails("outbound_too_large", server, LONG, LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP"})
    void whatIsPackedIsCountedUnpacked(String encoding) {
        var server = peer(out -> {
            out.write(ascii(OK + "Content-Encoding: " + encoding + "\r\n\r\n"));
            try (var packed = new GZIPOutputStream(out)) {
                packed.write(new byte[64 << 20]);
            }
        });

        assertFails("outbound_too_large", server, LONG, LONG);
        assertThat(server.written()).isLessThan(10_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, gzip", "br", "deflate", "zstd", "x-gzip"})
    void whatIsPackedInAnotherWayIsRefused(String encoding) {
        assertFails(
                "outbound_encoding",
                out -> out.write(ascii(OK + "Content-Encoding: " + encoding + "\r\nContent-Length: 1\r\n\r\nx")));
    }

    @Test
    void theCallerCanNotTakeTheUnpackingOver() {
        var asked = new Request.Builder().header("Accept-Encoding", "br, gzip");
        var server = peer(out -> {
            out.write(ascii(OK + "Content-Encoding: gzip\r\n\r\n"));
            try (var packed = new GZIPOutputStream(out)) {
                packed.write(ascii("hello"));
            }
        });

        assertThat(answer(server, asked, LONG, LONG)).isEqualTo("hello");
    }

    @Test
    void headersWithoutAnEndAreLeft() {
        assertFails("outbound_failed", out -> {
            out.write(ascii(OK));
            for (var i = 0; ; i++) out.write(ascii("X-%d: %s%n".formatted(i, "x".repeat(100))));
        });
    }

    @Test
    void anAnswerThatIsNoHttpIsAFailure() {
        assertFails("outbound_failed", out -> out.write(ascii("SSH-2.0-OpenSSH_9.9\r\n")));
        assertFails("outbound_failed", out -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx"})
    void silenceIsNotWaitedOut(String before) {
        var server = peer(out -> {
            out.write(ascii(before));
            await();
        });

        assertFails("outbound_timeout", server, Duration.ofMillis(300), LONG);
    }

    /** Each byte comes before the silence counts, and all of them would take a year. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10000\r\n\r\n", "X-Header: "})
    void trickleIsNotWaitedOut(String start) {
        assertFails(
                "outbound_timeout",
                peer(out -> {
                    out.write(ascii(OK + start));
                    trickle(out);
                }),
                LONG,
                Duration.ofMillis(500));
    }

    private void trickle(OutputStream out) throws IOException {
        try {
            while (!over.await(50, TimeUnit.MILLISECONDS)) out.write('x');
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void await() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Peer peer(Speech speech) {
        return new Peer(speech);
    }

    private void assertFails(String code, Speech speech) {
        assertFails(code, peer(speech), LONG, LONG);
    }

    private void assertFails(String code, Peer server, Duration silence, Duration whole) {
        assertThatThrownBy(() -> answer(server, new Request.Builder(), silence, whole))
                .isInstanceOfSatisfying(
                        UpstreamFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private String answer(Speech speech) {
        return answer(peer(speech), new Request.Builder(), LONG, LONG);
    }

    private String answer(Peer server, Request.Builder request, Duration silence, Duration whole) {
        var names = new NamesThatLie().answer("one.test", List.of("127.0.0.1"));
        try (server;
                var client =
                        OutboundClient.open(OutboundClientTest.settings(LONG, silence, whole, server.port()), names)) {
            return OutboundClientTest.read(
                    client,
                    request.url("http://one.test:%d/".formatted(server.port())).build());
        } finally {
            over.countDown();
        }
    }
}
