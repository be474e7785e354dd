package io.mcpagent.domain.document;

import java.util.List;

/**
 * A piece of a document's text as its author set it apart, in reading order.
 *
 * <p>Where the place is in lines and the format is plain (text, Markdown, code), the text keeps its line breaks, so that
 * a line can be counted off inside the block.
 */
public sealed interface Block {
    String text();

    Location at();

    /**
     * The title of what follows.
     *
     * @param level 1 for the topmost
     */
    record Heading(int level, String text, Location at) implements Block {
        public Heading {
            if (level < 1) throw new IllegalArgumentException("a heading's level counts from 1: " + level);
        }
    }

    record Paragraph(String text, Location at) implements Block {}

    /** Cells in reading order; the header row, where the format knows it, is repeated by nobody. */
    record TableRow(List<String> cells, Location at) implements Block {
        public TableRow {
            cells = List.copyOf(cells);
        }

        @Override
        public String text() {
            return String.join(" | ", cells);
        }
    }

    record Code(String text, Location at) implements Block {}
}
