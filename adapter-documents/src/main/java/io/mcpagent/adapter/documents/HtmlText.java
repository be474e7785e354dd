package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jsoup.nodes.TextNode;

/**
 * Gathers the text of HTML with its white space made single, and the lines of the source that it stands on.
 *
 * <p>White space is a line break where the source has one, so that lines can be counted off: a text has as many breaks as
 * its last line is after its first. Where the source leaves lines empty the breaks are given one by one with the next
 * words, as an empty line would end the paragraph.
 */
final class HtmlText {
    private static final char SOFT_HYPHEN = '\u00AD';
    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final String CELL_BORDER = "|";
    /** What at the beginning of a line makes another thing of it: an item, a heading, a row. */
    private static final Pattern MARKER = Pattern.compile("[-*+•]|\\d{1,3}[.)]|#{1,6}|\\|.*");

    private record Word(String text, int line) {}

    private final int firstLine;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openLine;

    HtmlText(int firstLine) {
        this.firstLine = firstLine;
    }

    /** Another one for the same source. */
    HtmlText fresh() {
        return new HtmlText(firstLine);
    }

    void space() {
        if (open.isEmpty()) return;
        words.add(new Word(open.toString(), openLine));
        open.setLength(0);
    }

    void add(TextNode node) {
        var line = line(node);
        var text = node.getWholeText();
        for (var i = 0; i < text.length(); i++) {
            var each = text.charAt(i);
            if (each == '\n') line++;
            if (Character.isWhitespace(each) || each == NO_BREAK_SPACE) space();
            else if (each != SOFT_HYPHEN) add(each, line);
        }
    }

    private void add(char each, int line) {
        if (open.isEmpty()) openLine = line;
        open.append(each);
    }

    /** The line in the file on which a text begins. */
    int line(TextNode node) {
        var range = node.sourceRange();
        return firstLine - 1 + (range.isTracked() ? range.start().lineNumber() : 1);
    }

    /** What was gathered, if anything, line for line; and begins anew. */
    <B extends Block> Optional<B> take(BiFunction<String, Lines, B> block) {
        space();
        if (words.isEmpty()) return Optional.empty();
        var first = words.getFirst().line();
        var line = first;
        var lastBorder = words.stream().map(Word::text).toList().lastIndexOf(CELL_BORDER);
        var text = new StringBuilder(words.getFirst().text());
        for (var i = 1; i < words.size(); i++) {
            var word = words.get(i);
            // A line with a cell's border in it is read as a row of a table.
            var breaks = line < word.line()
                    && i > lastBorder
                    && !MARKER.matcher(word.text()).matches();
            if (breaks) line++;
            text.append(breaks ? '\n' : ' ').append(word.text());
        }
        words.clear();
        return Optional.of(block.apply(text.toString(), new Lines(first, line)));
    }

    /** The same on one line: that on which it begins. */
    <B extends Block> Optional<B> takeLine(BiFunction<String, Lines, B> block) {
        return take((text, at) -> block.apply(text.replace('\n', ' '), new Lines(at.first(), at.first())));
    }
}
