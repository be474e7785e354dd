package io.mcpagent.adapter.mcp.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of bytes, of a bounded length. */
final class LineReader {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * The next line without its end, which is {@code \n} or {@code \r\n}; empty at the end of the stream, where a line
     * that has no end is dropped.
     *
     * @throws WireFailure {@code GARBLED} for one that is too long
     */
    Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        while (true) {
            if (next == end) {
                end = in.read(buffer);
                next = 0;
                if (end < 0) {
                    end = 0;
                    return Optional.empty();
                }
            }
            var from = next;
            while (next < end && buffer[next] != '\n') next++;
            line.write(buffer, from, next - from);
            if (line.size() > longest)
                throw new WireFailure(
                        WireFailure.Kind.GARBLED,
                        "The server sent a message of more than %,d bytes.".formatted(longest));
            if (next < end) {
                next++;
                return Optional.of(chopped(line));
            }
        }
    }

    private static byte[] chopped(ByteArrayOutputStream line) {
        var bytes = line.toByteArray();
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\r') return bytes;
        return java.util.Arrays.copyOf(bytes, bytes.length - 1);
    }
}
