package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Markdown to blocks of plain text, line for line.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/">CommonMark 0.31.2</a>
 * @see <a href="https://github.github.com/gfm/#tables-extension-">GitHub Flavored Markdown, tables</a>
 */
final class MarkdownReader {
    /** Quotes in quotes and lists in lists, deeper than which markup is text. */
    private static final int MAX_DEPTH = 100;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(MAX_DEPTH)
            .build();

    private final MarkdownInlines inlines;
    private final List<Block> blocks = new ArrayList<>();
    private final LineText open = new LineText();
    private int listDepth;

    private MarkdownReader(String source) {
        inlines = new MarkdownInlines(source);
    }

    static List<Block> read(String text) {
        var frontMatter = FrontMatter.of(text);
        var reader = new MarkdownReader(frontMatter.body());
        reader.readChildren(PARSER.parse(frontMatter.body()));
        reader.close();
        var titled = reader.blocks.stream().anyMatch(block -> block instanceof Block.Heading head && head.level() == 1);
        if (!titled) frontMatter.title().ifPresent(title -> reader.blocks.addFirst(title));
        return reader.blocks;
    }

    private void readChildren(Node parent) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) readBlock(child);
    }

    private void readBlock(Node node) {
        switch (node) {
            case Paragraph paragraph -> readParagraph(paragraph);
            case Heading heading -> readHeading(heading);
            case ListBlock list -> readList(list);
            case FencedCodeBlock code -> readCode(code.getLiteral(), line(code) + 1);
            case IndentedCodeBlock code -> readCode(code.getLiteral(), line(code));
            case HtmlBlock html -> readHtml(html);
            case TableBlock table -> readTable(table);
            case BlockQuote quote -> {
                close();
                readChildren(quote);
                close();
            }
            default -> readChildren(node);
        }
    }

    /** The paragraphs of a list stay together. */
    private void readParagraph(Paragraph paragraph) {
        if (listDepth == 0) close();
        inlines.write(paragraph, open);
        if (listDepth == 0) close();
    }

    private void readHeading(Heading heading) {
        close();
        inlines.write(heading, open);
        open.take((text, at) -> new Block.Heading(heading.getLevel(), text.replace('\n', ' '), at))
                .ifPresent(blocks::add);
    }

    private void readList(ListBlock list) {
        if (listDepth == 0) close();
        var number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        listDepth++;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            // Items that their author set apart by blank lines are paragraphs in their own right.
            if (listDepth == 1 && !list.isTight()) close();
            var marker = list instanceof OrderedList ? number++ + ". " : "- ";
            inlines.mark("  ".repeat(listDepth - 1) + marker);
            readChildren(item);
        }
        listDepth--;
        if (listDepth == 0) close();
    }

    private void readCode(String literal, int firstLine) {
        close();
        open.addLines(literal, firstLine);
        open.take(Block.Code::new).ifPresent(blocks::add);
    }

    private void readHtml(HtmlBlock html) {
        close();
        blocks.addAll(HtmlReader.read(html.getLiteral(), line(html)));
    }

    private void readTable(TableBlock table) {
        close();
        for (var part = table.getFirstChild(); part != null; part = part.getNext())
            for (var row = part.getFirstChild(); row != null; row = row.getNext())
                if (row instanceof TableRow cells) readRow(cells);
    }

    private void readRow(TableRow row) {
        var cells = new ArrayList<String>();
        for (var cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            var text = new LineText();
            inlines.write(cell, text);
            cells.add(text.take(Block.Paragraph::new).map(Block::text).orElse(""));
        }
        if (!String.join("", cells).isBlank()) blocks.add(new Block.TableRow(cells, new Lines(line(row), line(row))));
    }

    private void close() {
        open.take(Block.Paragraph::new).ifPresent(blocks::add);
        inlines.mark("");
    }

    private static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 1
                : node.getSourceSpans().getFirst().getLineIndex() + 1;
    }
}
