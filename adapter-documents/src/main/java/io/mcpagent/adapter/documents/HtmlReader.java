package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * HTML, or a piece of it, to blocks of plain text with white space made single; lines are those of the source. What a list
 * of definitions defines is a heading that ends in a colon, several terms of one definition together one.
 */
final class HtmlReader implements NodeFilter {
    private static final int ABOVE_TERMS = 4;
    private static final int DEEPEST = 6;
    private static final int FURTHEST = 30;

    private final HtmlBoilerplate boilerplate;
    private final HtmlText open;
    private final List<Block> blocks = new ArrayList<>();
    private int headingLevel;
    private boolean inTerm;
    private Optional<Block.Heading> lastTerm = Optional.empty();

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
            text.takeLine((words, at) -> new Block.Heading(1, words, at)).ifPresent(reader.blocks::addFirst);
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
            case "dt" -> {
                headingLevel = Math.min(DEEPEST, ABOVE_TERMS + depthOfLists(element));
                inTerm = true;
            }
            default -> {}
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && isBlock(element)) {
            close();
            if (element.normalName().matches("h[1-6]|dt")) {
                headingLevel = 0;
                inTerm = false;
            }
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
        if (inTerm) open.takeLine(this::term).ifPresent(this::addTerm);
        else if (headingLevel > 0)
            open.takeLine((text, at) -> new Block.Heading(headingLevel, text, at))
                    .ifPresent(blocks::add);
        else open.take(Block.Paragraph::new).ifPresent(blocks::add);
    }

    private Block.Heading term(String text, Lines at) {
        return new Block.Heading(headingLevel, text.endsWith(":") ? text : text + ":", at);
    }

    /** A term right behind another one shares its definition. */
    private void addTerm(Block.Heading term) {
        var before = lastTerm.filter(last -> blocks.getLast().equals(last) && last.level() == term.level());
        var all = before.map(last -> {
                    var text = last.text().substring(0, last.text().length() - 1) + ", " + term.text();
                    return new Block.Heading(term.level(), text, last.at());
                })
                .orElse(term);
        if (before.isPresent()) blocks.removeLast();
        blocks.add(all);
        lastTerm = Optional.of(all);
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
            var read = text.takeLine((words, at) -> {
                places.add(at);
                return new Block.Paragraph(words, at);
            });
            cells.add(read.map(Block::text).orElse(""));
        }
        if (!places.isEmpty()) blocks.add(new Block.TableRow(cells, places.getFirst()));
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
