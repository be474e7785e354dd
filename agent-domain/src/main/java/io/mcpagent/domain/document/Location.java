package io.mcpagent.domain.document;

/** A place that a person can turn to. Both ends count from 1 and are included. */
public sealed interface Location {
    int first();

    int last();

    /** The smallest place that holds both. */
    Location to(Location other);

    /** As shown to people and in JSON: {@code page 3}, {@code lines 10-24}. */
    String label();

    record Pages(int first, int last) implements Location {
        public Pages {
            check(first, last);
        }

        @Override
        public Location to(Location other) {
            return other instanceof Pages(var start, var end)
                    ? new Pages(Math.min(first, start), Math.max(last, end))
                    : this;
        }

        @Override
        public String label() {
            return first == last ? "page " + first : "pages " + first + "-" + last;
        }
    }

    record Lines(int first, int last) implements Location {
        public Lines {
            check(first, last);
        }

        @Override
        public Location to(Location other) {
            return other instanceof Lines(var start, var end)
                    ? new Lines(Math.min(first, start), Math.max(last, end))
                    : this;
        }

        @Override
        public String label() {
            return first == last ? "line " + first : "lines " + first + "-" + last;
        }
    }

    private static void check(int first, int last) {
        if (first < 1 || last < first)
            throw new IllegalArgumentException("a place runs from 1 upwards: " + first + " to " + last);
    }
}
