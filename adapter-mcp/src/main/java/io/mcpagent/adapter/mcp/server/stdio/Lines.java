package io.mcpagent.adapter.mcp.server.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of bytes, so long and no longer. */
final class Lines {
    private final InputStream in;
    private final int mostBytes;

    Lines(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /** @param isWhole false for one that was too long, of which the rest was passed over */
    // Handed on, and held by nobody else.
    @SuppressWarnings("ArrayRecordComponent")
    record Line(byte[] bytes, boolean isWhole) {
        boolean isBlank() {
            for (var each : bytes) {
                if (!Character.isWhitespace(each)) return false;
            }
            return true;
        }
    }

    /** Empty at the end. What comes before the end without a line's end is a line too. */
    Optional<Line> next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var length = 0L;
        for (var read = in.read(); ; read = in.read()) {
            if (read < 0 && length == 0) return Optional.empty();
            if (read < 0 || read == '\n') return Optional.of(new Line(bytes.toByteArray(), length <= mostBytes));
            if (++length <= mostBytes) bytes.write(read);
        }
    }
}
