package io.mcpagent.adapter.rest.json;

import io.mcpagent.adapter.rest.failure.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * The body of a request, which has to arrive in time: in that which every body has, and a second more for each {@value
 * Body#LEAST_BYTES_A_SECOND} bytes. A client that sends a byte now and then would else hold its request for ever.
 */
public final class TimedStream extends FilterInputStream {
    private final Duration time;
    private final long started = System.nanoTime();
    private long received;

    public TimedStream(InputStream body, Duration time) {
        super(body);
        this.time = time;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        return counted(one < 0 ? -1 : 1) < 0 ? -1 : one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return counted(super.read(into, offset, length));
    }

    private int counted(int read) {
        received += Math.max(0, read);
        var allowed = time.plusSeconds(received / Body.LEAST_BYTES_A_SECOND);
        if (System.nanoTime() - started > allowed.toNanos())
            throw Refusal.of(408, "body_too_slow", "The body arrives too slowly.");
        return read;
    }
}
