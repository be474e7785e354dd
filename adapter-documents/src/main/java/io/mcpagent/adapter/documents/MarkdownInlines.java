package io.mcpagent.adapter.documents;

import java.util.stream.Collectors;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/** The words of a piece of Markdown without its markup: of links and images what is shown, of code what is in the ticks. */
final class MarkdownInlines {
    private final String source;
    private String marker = "";

    MarkdownInlines(String source) {
        this.source = source;
    }

    /** What to write before the next word: the bullet or number of a list's item. */
    void mark(String text) {
        marker = text;
    }

    /** Goes through the tree without recursion, since emphasis nests as deep as a file is long. */
    void write(Node parent, LineText text) {
        var node = parent.getFirstChild();
        while (node != null) {
            writeLeaf(node, text);
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                continue;
            }
            while (!node.equals(parent) && node.getNext() == null) node = node.getParent();
            node = node.equals(parent) ? null : node.getNext();
        }
    }

    private void writeLeaf(Node node, LineText text) {
        if (node.getSourceSpans().isEmpty()) return;
        var line = node.getSourceSpans().getFirst().getLineIndex() + 1;
        switch (node) {
            case Text words -> add(words.getLiteral(), line, text);
            case Code code -> addCode(code, line, text);
            case HtmlInline html when html.getLiteral().startsWith("<br") -> text.add(" ", line);
            default -> {}
        }
    }

    private void add(String words, int line, LineText text) {
        if (words.isEmpty()) return;
        text.add(marker, line);
        marker = "";
        // A line break can be written as an entity.
        text.add(words.replace('\n', ' '), line);
    }

    /** Code over several lines has lost its line breaks in the tree, not in the source. */
    private void addCode(Code code, int line, LineText text) {
        var spans = code.getSourceSpans();
        if (spans.size() == 1) {
            add(code.getLiteral(), line, text);
            return;
        }
        var raw = spans.stream().map(this::cut).collect(Collectors.joining("\n"));
        var ticks = 0;
        while (ticks < raw.length() && raw.charAt(ticks) == '`') ticks++;
        var at = line;
        for (var each : (Iterable<String>)
                raw.substring(ticks, Math.max(ticks, raw.length() - ticks)).lines()::iterator)
            add(each.strip(), at++, text);
    }

    private String cut(SourceSpan span) {
        return source.substring(span.getInputIndex(), span.getInputIndex() + span.getLength());
    }
}
