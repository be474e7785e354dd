package io.mcpagent.domain.run;

import io.mcpagent.domain.failure.InvalidRequest;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A place in what a client sees of a run, as server-sent events carry it in their id.
 *
 * @param seq the number of an event; that of its {@code ModelCalled} for text that a model says
 * @param offset how many Unicode code points of that call's text came up to here; 0 for the event itself
 */
public record StreamPosition(long seq, long offset) implements Comparable<StreamPosition> {
    public static final StreamPosition START = new StreamPosition(0, 0);
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})(?::(\\d{1,18}))?");
    private static final Comparator<StreamPosition> ORDER =
            Comparator.comparingLong(StreamPosition::seq).thenComparingLong(StreamPosition::offset);

    public StreamPosition {
        if (seq < 0 || offset < 0) throw new IllegalArgumentException("positions are not negative");
    }

    /**
     * Reads what {@link #toString} wrote: {@code 8} or {@code 8:120}.
     *
     * @throws InvalidRequest with code {@code stream_position_invalid}
     */
    public static StreamPosition parse(String text) {
        var parts = WRITTEN.matcher(text);
        if (!parts.matches())
            throw new InvalidRequest(
                    "stream_position_invalid",
                    "A place in a run is written as the number of an event, or as number:offset, such as 8 or 8:120.");
        var offset = parts.group(2);
        return new StreamPosition(Long.parseLong(parts.group(1)), offset == null ? 0 : Long.parseLong(offset));
    }

    @Override
    public int compareTo(StreamPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return offset == 0 ? "" + seq : seq + ":" + offset;
    }
}
