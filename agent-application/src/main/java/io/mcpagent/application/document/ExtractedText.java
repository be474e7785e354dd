package io.mcpagent.application.document;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * A document's text in one piece, and where its blocks stand in it.
 *
 * <p>Headings are written {@code ## Heading}. Between blocks that are located by line stand as many line breaks as in the
 * source, so that lines can be counted off in any part of the text; elsewhere a blank line.
 */
record ExtractedText(String text, List<Placed> blocks) {
    /**
     * A block in its place.
     *
     * @param end where the block ends, without the break that follows it
     */
    record Placed(Block block, int start, int end) {}

    static ExtractedText of(List<Block> blocks) {
        var text = new StringBuilder();
        var placed = new ArrayList<Placed>();
        for (var block : blocks) {
            if (!placed.isEmpty()) text.append(separator(placed.getLast().block(), block));
            var start = text.length();
            if (block instanceof Block.Heading heading)
                text.append("#".repeat(heading.level())).append(' ');
            text.append(block.text().stripTrailing());
            placed.add(new Placed(block, start, text.length()));
        }
        return new ExtractedText(text.toString(), List.copyOf(placed));
    }

    private static String separator(Block before, Block after) {
        if (before.at() instanceof Location.Lines(var first, var last)
                && after.at() instanceof Location.Lines(var next, var end)) {
            var breaks = "\n".repeat(Math.max(1, next - last));
            // Two spaces before a break are Markdown's way to say that the line ends on purpose.
            return breaks.length() == 1 && before instanceof Block.Paragraph && after instanceof Block.Paragraph
                    ? "  " + breaks
                    : breaks;
        }
        return "\n\n";
    }
}
