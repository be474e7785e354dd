package io.mcpagent.application.document;

import io.mcpagent.domain.llm.TokenSpan;
import java.util.List;

/** Counts the tokens of any part of a text that was encoded once. */
final class TokenIndex {
    private final int[] starts;

    TokenIndex(List<TokenSpan> tokens) {
        starts = tokens.stream().mapToInt(TokenSpan::start).toArray();
    }

    /** Tokens that begin in the part. */
    int count(int from, int to) {
        return firstAt(to) - firstAt(from);
    }

    /** Where the token begins that comes {@code tokens} after the first one at or behind {@code from}. */
    int advance(int from, int tokens, int limit) {
        var index = firstAt(from) + tokens;
        return index < starts.length ? Math.min(starts[index], limit) : limit;
    }

    private int firstAt(int offset) {
        var low = 0;
        var high = starts.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (starts[middle] < offset) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
