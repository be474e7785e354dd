package io.mcpagent.application.document;

import io.mcpagent.domain.llm.TokenSpan;
import java.util.List;
import java.util.stream.IntStream;

/** Where something begins in a text, again and again; counts it in any part of the text without reading that part. */
final class Offsets {
    private final int[] ascending;

    private Offsets(int[] ascending) {
        this.ascending = ascending;
    }

    static Offsets ofTokens(List<TokenSpan> tokens) {
        return new Offsets(tokens.stream().mapToInt(TokenSpan::start).toArray());
    }

    static Offsets ofLineBreaks(String text) {
        return new Offsets(IntStream.range(0, text.length())
                .filter(at -> text.charAt(at) == '\n')
                .toArray());
    }

    /** How many begin in the part. */
    int count(int from, int to) {
        return firstAt(to) - firstAt(from);
    }

    /** Where the one begins that comes {@code steps} after the first one at or behind {@code from}. */
    int advance(int from, int steps, int limit) {
        var index = firstAt(from) + steps;
        return index < ascending.length ? Math.min(ascending[index], limit) : limit;
    }

    private int firstAt(int offset) {
        var low = 0;
        var high = ascending.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (ascending[middle] < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
