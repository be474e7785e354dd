package io.mcpagent.adapter.mcp.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The events of a stream, of a bounded size each. Comments are read over. */
final class EventReader {
    private static final int LONGEST_RETRY_DIGITS = 9;
    /** A server that wants to be left alone for longer is asked again all the same. */
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final LineReader lines;
    private Optional<String> id = Optional.empty();
    private Optional<Duration> retry = Optional.empty();

    EventReader(InputStream in) {
        this.lines = new LineReader(in, Limits.MESSAGE);
    }

    /**
     * The next one, also with no data, as such are sent for their id; empty at the end, where one that is not finished is
     * dropped.
     */
    Optional<ServerEvent> next() throws IOException {
        var data = new ByteArrayOutputStream();
        var type = "message";
        var isEmpty = true;
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var bytes = line.get();
            if (bytes.length == 0) {
                if (isEmpty) continue;
                return Optional.of(new ServerEvent(type, data.toString(StandardCharsets.UTF_8), id, retry));
            }
            var colon = indexOfColon(bytes);
            if (colon == 0) continue;
            isEmpty = false;
            var from =
                    colon + 1 < bytes.length && bytes[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, bytes.length);
            switch (new String(bytes, 0, colon, StandardCharsets.UTF_8)) {
                case "data" -> append(data, bytes, from);
                case "event" -> type = text(bytes, from);
                case "id" -> id = Optional.of(text(bytes, from)).filter(value -> value.indexOf('\0') < 0);
                case "retry" -> retry(text(bytes, from));
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** What the stream said last, also outside of an event. */
    Optional<Duration> retry() {
        return retry;
    }

    Optional<String> lastId() {
        return id;
    }

    private static void append(ByteArrayOutputStream data, byte[] bytes, int from) {
        if (data.size() > 0) data.write('\n');
        data.write(bytes, from, bytes.length - from);
        if (data.size() > Limits.MESSAGE)
            throw new WireFailure(
                    WireFailure.Kind.GARBLED,
                    "The server sent a message of more than %,d bytes.".formatted(Limits.MESSAGE));
    }

    private void retry(String value) {
        if (value.length() <= LONGEST_RETRY_DIGITS && value.matches("[0-9]+"))
            retry = Optional.of(Duration.ofMillis(Math.min(Long.parseLong(value), LONGEST_RETRY.toMillis())));
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }

    private static int indexOfColon(byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == ':') return i;
        }
        return bytes.length;
    }
}
