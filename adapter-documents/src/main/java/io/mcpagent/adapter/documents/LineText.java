package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Gathers text piece by piece, each with the line that it stands on, so that a line break in the text is one in the
 * source: the text has as many as its last line is after its first.
 */
final class LineText {
    private final StringBuilder text = new StringBuilder();
    private int first;
    private int last;

    /** Adds text without line breaks. A piece that stands before what was added is put on the line of that. */
    void add(String piece, int line) {
        if (piece.isEmpty()) return;
        if (text.isEmpty()) {
            first = line;
            last = line;
        }
        for (; last < line; last++) {
            trimEnd();
            text.append('\n');
        }
        text.append(piece);
    }

    /** Adds text that begins on this line and has line breaks of its own. */
    void addLines(String piece, int line) {
        var at = line;
        for (var each : (Iterable<String>) piece.lines()::iterator) add(each, at++);
    }

    boolean isEmpty() {
        return text.toString().isBlank();
    }

    /** What was gathered, if it is not blank; and begins anew. */
    Optional<Block> take(BiFunction<String, Lines, Block> block) {
        trimEnd();
        var leading = 0;
        while (leading < text.length() && text.charAt(leading) == '\n') leading++;
        var taken = text.substring(leading);
        var from = first + leading;
        text.setLength(0);
        if (taken.isBlank()) return Optional.empty();
        var lines =
                (int) taken.stripTrailing().chars().filter(each -> each == '\n').count();
        return Optional.of(block.apply(taken.stripTrailing(), new Lines(from, from + lines)));
    }

    private void trimEnd() {
        var end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) end--;
        text.setLength(end);
    }
}
