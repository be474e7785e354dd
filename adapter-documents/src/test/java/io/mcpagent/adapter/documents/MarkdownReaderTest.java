package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Code;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Block.TableRow;
import io.mcpagent.domain.document.Location.Lines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReaderTest {
    @Test
    void stripsMarkupAndKeepsLines() {
        assertThat(MarkdownReader.read("""
                Some **bold** and `code`,
                a [link](https://example.org "title") with <b>tags</b>,
                and p < .05 &amp; more.
                """))
                .containsExactly(
                        new Paragraph("Some bold and code,\na link with tags,\nand p < .05 & more.", new Lines(1, 3)));
    }

    @Test
    void readsHeadingsOfBothKinds() {
        assertThat(MarkdownReader.read("Title\n=====\n\nPart *two*\n---\n### Third ###\n"))
                .containsExactly(
                        new Heading(1, "Title", new Lines(1, 1)),
                        new Heading(2, "Part two", new Lines(4, 4)),
                        new Heading(3, "Third", new Lines(6, 6)));
    }

    @Test
    void aTightListIsOneParagraph() {
        assertThat(MarkdownReader.read("Before:\n\n- one\n- two\n  more\n  1. deep\n\nAfter.\n"))
                .containsExactly(
                        new Paragraph("Before:", new Lines(1, 1)),
                        new Paragraph("- one\n- two\nmore\n  1. deep", new Lines(3, 6)),
                        new Paragraph("After.", new Lines(8, 8)));
    }

    @Test
    void itemsSetApartAreParagraphs() {
        assertThat(MarkdownReader.read("3. one\n\n4. two\n   more\n"))
                .containsExactly(
                        new Paragraph("3. one", new Lines(1, 1)), new Paragraph("4. two\nmore", new Lines(3, 4)));
    }

    @Test
    void codeIsVerbatimAndInlineCodeKeepsItsLines() {
        assertThat(MarkdownReader.read("```java\n\n  a **b**\n\nc\n```\n\nuse `one\ntwo` here\n"))
                .containsExactly(
                        new Code("  a **b**\n\nc", new Lines(3, 5)),
                        new Paragraph("use one\ntwo here", new Lines(8, 9)));
    }

    @Test
    void tablesAreRowsAndQuotesParagraphs() {
        assertThat(MarkdownReader.read("| a | b |\n|---|---|\n| 1 | **2** |\n\n> quoted\n> text\n"))
                .containsExactly(
                        new TableRow(List.of("a", "b"), new Lines(1, 1)),
                        new TableRow(List.of("1", "2"), new Lines(3, 3)),
                        new Paragraph("quoted\ntext", new Lines(5, 6)));
    }

    @Test
    void ofFrontMatterOnlyTheTitleIsRead() {
        assertThat(MarkdownReader.read("---\ntitle: \"The guide\"\ntags: [a]\n---\n\nText\n"))
                .containsExactly(new Heading(1, "The guide", new Lines(2, 2)), new Paragraph("Text", new Lines(6, 6)));
        assertThat(MarkdownReader.read("---\nNo settings here, but a sentence.\n---\n"))
                .hasSize(1);
    }

    @Test
    void htmlInItIsReadAsHtml() {
        assertThat(MarkdownReader.read("Text\n\n<div>\n<h1>Big</h1>\n<!-- gone -->\n</div>\n"))
                .containsExactly(new Paragraph("Text", new Lines(1, 1)), new Heading(1, "Big", new Lines(4, 4)));
    }

    @Test
    void deepMarkupDoesNotOverflowTheStack() {
        assertThat(blocks("> ".repeat(50_000) + "deep")).isNotEmpty();
        assertThat(blocks("*a ".repeat(20_000) + "b*".repeat(20_000))).isNotEmpty();
        assertThat(blocks("[".repeat(50_000) + "deep" + "](x)".repeat(50_000))).isNotEmpty();
    }

    private static List<Block> blocks(String text) {
        var blocks = new ArrayList<Block>();
        new ContentTextExtraction().extract("a.md", text.getBytes(UTF_8), blocks::add);
        return blocks;
    }
}
