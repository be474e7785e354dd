package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jsoup.nodes.TextNode;

/** Gathers the text of HTML with single spaces, and the lines of the source that it stands on. */
final class HtmlText {
    private static final char SOFT_HYPHEN = '\u00AD';
    private static final char NO_BREAK_SPACE = '\u00A0';

    private final int firstLine;
    private final StringBuilder text = new StringBuilder();
    private boolean spaceDue;
    private int first;
    private int last;

    HtmlText(int firstLine) {
        this.firstLine = firstLine;
    }

    /** Another one for the same source. */
    HtmlText fresh() {
        return new HtmlText(firstLine);
    }

    void space() {
        spaceDue = true;
    }

    void add(TextNode node) {
        var line = line(node);
        var words = node.getWholeText();
        for (var i = 0; i < words.length(); i++) {
            var each = words.charAt(i);
            if (each == '\n') line++;
            if (Character.isWhitespace(each) || each == NO_BREAK_SPACE) spaceDue = true;
            else if (each != SOFT_HYPHEN) add(each, line);
        }
    }

    private void add(char each, int line) {
        if (text.isEmpty()) first = line;
        else if (spaceDue) text.append(' ');
        spaceDue = false;
        last = Math.max(first, line);
        text.append(each);
    }

    /** The line in the file on which a text begins. */
    int line(TextNode node) {
        var range = node.sourceRange();
        return firstLine - 1 + (range.isTracked() ? range.start().lineNumber() : 1);
    }

    Optional<Lines> place() {
        return text.isEmpty() ? Optional.empty() : Optional.of(new Lines(first, last));
    }

    /** What was gathered, if anything; and begins anew. */
    Optional<Block> take(BiFunction<String, Lines, Block> block) {
        var taken = place().map(at -> block.apply(text.toString(), at));
        text.setLength(0);
        spaceDue = false;
        return taken;
    }
}
