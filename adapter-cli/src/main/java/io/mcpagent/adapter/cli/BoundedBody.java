package io.mcpagent.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads the body of an answer that may be long, slow, or without an end. */
final class BoundedBody {
    private BoundedBody() {}

    /**
     * Reads and closes it, up to a number of bytes. The time-out of a request ends with the headers of its answer, so that
     * the body has one of its own.
     *
     * @throws HttpTimeoutException when it has not ended in time
     */
    static byte[] read(InputStream body, int most, Duration time) throws IOException {
        var late = new AtomicBoolean();
        var watch = Thread.ofVirtual().start(() -> closeLater(body, time, late));
        try (body) {
            var bytes = body.readNBytes(most);
            if (late.get()) throw new HttpTimeoutException("the answer did not end in time");
            return bytes;
        } catch (IOException broken) {
            if (late.get()) throw new HttpTimeoutException("the answer did not end in time");
            throw broken;
        } finally {
            watch.interrupt();
        }
    }

    /** Whoever waits for more is woken by that. */
    private static void closeLater(InputStream body, Duration time, AtomicBoolean late) {
        try {
            Thread.sleep(time);
            late.set(true);
            body.close();
        } catch (InterruptedException readBefore) {
            Thread.currentThread().interrupt();
        } catch (IOException alreadyBroken) {
            late.set(true);
        }
    }
}
