package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** HTML, or a piece of it, to blocks of plain text with white space made single; lines are those of the source. */
final class HtmlReader implements NodeFilter {
    private static final int ABOVE_TERMS = 4;
    private static final int DEEPEST = 6;
    private static final int FURTHEST = 30;

    private final HtmlBoilerplate boilerplate;
    private final HtmlText open;
    private final List<Block> blocks = new ArrayList<>();
    private int headingLevel;

    private HtmlReader(HtmlBoilerplate boilerplate, int firstLine) {
        this.boilerplate = boilerplate;
        open = new HtmlText(firstLine);
    }

    /** Reads a text whose first line has this number in its file. */
    static List<Block> read(String html, int firstLine) {
        var document = Jsoup.parse(html, "", Parser.htmlParser().setTrackPosition(true));
        var blocks = read(document, HtmlBoilerplate.LEFT_OUT, firstLine);
        // A page that is nothing but navigation is still what its author wrote.
        return blocks.isEmpty() ? read(document, HtmlBoilerplate.KEPT, firstLine) : blocks;
    }

    private static List<Block> read(Document document, HtmlBoilerplate boilerplate, int firstLine) {
        var reader = new HtmlReader(boilerplate, firstLine);
        NodeTraversor.filter(reader, document.body());
        reader.close();
        var titled = reader.blocks.stream().anyMatch(block -> block instanceof Block.Heading head && head.level() == 1);
        var title = document.head().selectFirst("title");
        if (!titled && !reader.blocks.isEmpty() && title != null) {
            var text = new HtmlText(firstLine);
            title.textNodes().forEach(text::add);
            text.take((words, at) -> new Block.Heading(1, words, at)).ifPresent(reader.blocks::addFirst);
        }
        return reader.blocks;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) open.add(text);
        if (!(node instanceof Element element)) return FilterResult.CONTINUE;
        if (boilerplate.leavesOut(element)) return FilterResult.SKIP_ENTIRELY;
        if (element.normalName().equals("br")) open.space();
        if (!isBlock(element)) return FilterResult.CONTINUE;
        close();
        switch (element.normalName()) {
            case "pre" -> {
                readCode(element);
                return FilterResult.SKIP_ENTIRELY;
            }
            case "tr" -> {
                if (isData(element)) {
                    readRow(element);
                    return FilterResult.SKIP_ENTIRELY;
                }
            }
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                headingLevel = element.normalName().charAt(1) - '0';
            // What a list of definitions defines stands above the definition, as a heading does.
            case "dt" -> headingLevel = Math.min(DEEPEST, ABOVE_TERMS + depthOfLists(element));
            default -> {}
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && isBlock(element)) {
            close();
            if (element.normalName().matches("h[1-6]|dt")) headingLevel = 0;
        }
        return FilterResult.CONTINUE;
    }

    /** Looks no further up than people nest lists, whatever a page is made of. */
    private static int depthOfLists(Element term) {
        return (int) Stream.iterate(term.parent(), Objects::nonNull, Element::parent)
                .limit(FURTHEST)
                .filter(parent -> parent.normalName().equals("dl"))
                .count();
    }

    private void close() {
        open.take((text, at) ->
                        headingLevel > 0 ? new Block.Heading(headingLevel, text, at) : new Block.Paragraph(text, at))
                .ifPresent(blocks::add);
    }

    private void readCode(Element pre) {
        var start = pre.nodeStream(TextNode.class).findFirst();
        if (start.isEmpty()) return;
        var text = new LineText();
        text.addLines(pre.wholeText(), open.line(start.get()));
        text.take(Block.Code::new).ifPresent(blocks::add);
    }

    private void readRow(Element row) {
        var cells = new ArrayList<String>();
        var places = new ArrayList<Lines>();
        for (var cell : row.children()) {
            var text = open.fresh();
            cell.nodeStream(TextNode.class).forEach(text::add);
            text.place().ifPresent(places::add);
            cells.add(text.take(Block.Paragraph::new).map(Block::text).orElse(""));
        }
        if (places.isEmpty()) return;
        blocks.add(new Block.TableRow(
                cells, new Lines(places.getFirst().first(), places.getLast().last())));
    }

    /** Tables are also used to lay out a page; their cells hold more than a phrase. */
    private static boolean isData(Element row) {
        return row.selectFirst("table, h1, h2, h3, h4, h5, h6, pre, ul, ol, dl, p + p") == null;
    }

    private static boolean isBlock(Element element) {
        return switch (element.normalName()) {
            case "li", "dt", "dd", "tr", "td", "th", "caption", "summary", "legend", "figcaption", "body" -> true;
            default -> element.isBlock();
        };
    }
}
