package io.mcpagent.adapter.mcp.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** The bytes of a request: so many, in so much time, and no more. */
final class Body {
    private static final int BUFFER = 8 << 10;

    private Body() {}

    /** What was read, or why it is not. */
    sealed interface Taken {
        // Handed on, and held by nobody else.
        @SuppressWarnings("ArrayRecordComponent")
        record Whole(byte[] bytes) implements Taken {}

        record TooLarge() implements Taken {}

        record TooSlow() implements Taken {}
    }

    static Taken take(Http http, int mostBytes, Duration time) {
        if (http.request().getContentLengthLong() > mostBytes) return new Taken.TooLarge();
        var deadline = System.nanoTime() + time.toNanos();
        var all = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER];
        try {
            var in = http.request().getInputStream();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
                if (all.size() > mostBytes) return new Taken.TooLarge();
                if (System.nanoTime() > deadline) return new Taken.TooSlow();
            }
            return new Taken.Whole(all.toByteArray());
        } catch (IOException gone) {
            throw new ClientGone(gone);
        }
    }
}
