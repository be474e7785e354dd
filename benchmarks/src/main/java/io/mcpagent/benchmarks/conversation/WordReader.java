package io.mcpagent.benchmarks.conversation;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Finds in an event stream the words that the model says, {@code ~NUMBER.TIME~}, in whatever else a server writes around
 * them. One that is written a second time, as in an answer at the end, is passed over; one that is not the next is not
 * counted.
 */
final class WordReader {
    private static final byte[] OK = "HTTP/1.1 200".getBytes(US_ASCII);
    private static final byte[] END = "\n0\r\n\r\n".getBytes(US_ASCII);
    private static final int TEN = 10;

    private enum Part {
        NONE,
        NUMBER,
        TIME
    }

    private Part part = Part.NONE;
    private long number;
    private long time;
    private long expected;
    private int head;
    private boolean refused;
    private int end;

    /** When the word was said that this byte completes; 0 where it completes none. */
    long next(byte read) {
        begins(read);
        if (isOver()) return 0;
        end = read == END[end] ? end + 1 : read == END[0] ? 1 : 0;
        return switch (part) {
            case NONE -> {
                if (read == '~') part = Part.NUMBER;
                number = 0;
                time = 0;
                yield 0;
            }
            case NUMBER -> {
                if (isDigit(read)) number = number * TEN + read - '0';
                else part = read == '.' ? Part.TIME : Part.NONE;
                yield 0;
            }
            case TIME -> {
                if (isDigit(read)) {
                    time = time * TEN + read - '0';
                    yield 0;
                }
                part = Part.NONE;
                yield read == '~' ? word() : 0;
            }
        };
    }

    boolean isOver() {
        return end == END.length;
    }

    boolean isRefused() {
        return refused || head < OK.length;
    }

    private long word() {
        if (number != expected) return 0;
        expected++;
        return time;
    }

    private void begins(byte read) {
        if (head == OK.length) return;
        if (read != OK[head]) refused = true;
        head++;
    }

    private static boolean isDigit(byte read) {
        return read >= '0' && read <= '9';
    }
}
