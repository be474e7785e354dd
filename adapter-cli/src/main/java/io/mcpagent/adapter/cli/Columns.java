package io.mcpagent.adapter.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of cells, each column as wide as its widest cell; what is too long in the last one is folded within it. */
public final class Columns {
    private static final String GAP = "  ";
    private static final int NARROWEST_LAST = 20;

    private final List<List<String>> rows = new ArrayList<>();

    /** Cells of one line each, as many in every row. */
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Where people read, an empty list is told of; not on standard output, where programs count lines. */
    public void printOr(String whenEmpty, Output output) {
        if (rows.isEmpty() && !output.isJson()) output.note(whenEmpty);
        print(output);
    }

    public void print(Output output) {
        if (rows.isEmpty()) return;
        var widths = IntStream.range(0, rows.getFirst().size() - 1)
                .map(column -> rows.stream()
                        .mapToInt(row -> TerminalText.length(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        var indent = IntStream.of(widths).sum() + GAP.length() * widths.length;
        // Where the columns leave no room, a line is folded as any other is.
        var room = output.width() - indent;
        rows.forEach(row -> lines(row, widths, room < NARROWEST_LAST ? Integer.MAX_VALUE : room, indent)
                .forEach(output::say));
    }

    private static List<String> lines(List<String> row, int[] widths, int room, int indent) {
        var begin = new StringBuilder();
        for (var column = 0; column < widths.length; column++) {
            var cell = row.get(column);
            begin.append(cell)
                    .append(" ".repeat(widths[column] - TerminalText.length(cell)))
                    .append(GAP);
        }
        var last = row.getLast();
        var parts = TerminalText.length(last) <= room ? List.of(last) : TerminalText.wrapped(last, room);
        return IntStream.range(0, parts.size())
                .mapToObj(i -> (i == 0 ? begin : " ".repeat(indent)) + parts.get(i))
                .toList();
    }
}
