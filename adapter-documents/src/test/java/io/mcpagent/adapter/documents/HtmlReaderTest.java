package io.mcpagent.adapter.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Code;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Block.TableRow;
import io.mcpagent.domain.document.Location.Lines;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReaderTest {
    @Test
    void readsWhatIsShownWithItsLines() {
        assertThat(HtmlReader.read("""
                <html><head><title>The &amp; title</title><style>no</style></head>
                <body><nav>no</nav><header>no</header>
                <div>bare
                  text<br>and <i>more</i></div>
                <h2>Part<a class="headerlink" href="#x">¶</a></h2>
                <ul><li>one</li>
                <li>two</ul>
                <pre>
                  a

                b</pre>
                <table><tr><th>k<th>v</tr>
                <tr><td>1<td>2</tr></table>
                <p hidden>no</p><p style="display: none">no</p><script>no</script>
                <footer>no</footer></body></html>
                """, 1))
                .containsExactly(
                        new Heading(1, "The & title", new Lines(1, 1)),
                        new Paragraph("bare\ntext and more", new Lines(3, 4)),
                        new Heading(2, "Part", new Lines(5, 5)),
                        new Paragraph("one", new Lines(6, 6)),
                        new Paragraph("two", new Lines(7, 7)),
                        new Code("  a\n\nb", new Lines(9, 11)),
                        new TableRow(List.of("k", "v"), new Lines(12, 12)),
                        new TableRow(List.of("1", "2"), new Lines(13, 13)));
    }

    @Test
    void tablesThatLayOutAPageAreNotRows() {
        assertThat(HtmlReader.read("<table><tr><td><h1>A</h1><p>b</p><p>c</p></td></tr></table>", 1))
                .extracting(Block::text)
                .containsExactly("A", "b", "c");
    }

    @Test
    void aDefinedTermStandsAboveItsDefinitionAsAHeadingDoes() {
        assertThat(HtmlReader.read("<dl><dt>set</dt><dd>Sets options.<dl><dt>-e</dt><dd>Exits.</dd></dl></dd></dl>", 1))
                .containsExactly(
                        new Heading(5, "set:", new Lines(1, 1)),
                        new Paragraph("Sets options.", new Lines(1, 1)),
                        new Heading(6, "-e:", new Lines(1, 1)),
                        new Paragraph("Exits.", new Lines(1, 1)));
    }

    @Test
    void termsOfOneDefinitionStandTogether() {
        assertThat(HtmlReader.read("""
                <dl>
                <dt>${x%word}
                <dd>
                <dt>${x%%word}
                <dd>Remove it.
                <dt>Next:</dt>
                <dd>It goes on.</dd>
                </dl>""", 1))
                .containsExactly(
                        new Heading(5, "${x%word}, ${x%%word}:", new Lines(2, 2)),
                        new Paragraph("Remove it.", new Lines(5, 5)),
                        new Heading(5, "Next:", new Lines(6, 6)),
                        new Paragraph("It goes on.", new Lines(7, 7)));
    }

    @Test
    void lineBreaksAreThoseOfTheSource() {
        assertThat(HtmlReader.read("""
                <p>It is <i>kept</i>

                here. One
                1. more <b
                class="x">word</b>
                - at
                the end</p>""", 1))
                .containsExactly(
                        new Paragraph("It is kept\nhere.\nOne 1.\nmore\nword -\nat\nthe end", new Lines(1, 7)));
    }

    @Test
    void aLineBreakMakesNoRowOfASentence() {
        assertThat(HtmlReader.read("<p>a\nb |\nc\nd\ne</p>", 1))
                .containsExactly(new Paragraph("a b |\nc\nd\ne", new Lines(1, 4)));
    }

    @Test
    void aPageOfNavigationAloneIsStillRead() {
        assertThat(HtmlReader.read("<nav><a>one</a></nav>", 1))
                .extracting(Block::text)
                .containsExactly("one");
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() {
        assertThat(HtmlReader.read("<div>".repeat(100_000) + "deep" + "</div>".repeat(100_000), 1))
                .extracting(Block::text)
                .containsExactly("deep");
        assertThat(HtmlReader.read("<table><tr><td>".repeat(5_000) + "deep", 1))
                .extracting(Block::text)
                .contains("deep");
    }
}
