package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A line that is counted off inside a block is the line of the file. */
class LinesTest {
    private static final Pattern WORD = Pattern.compile("w[a-h]");

    @Property(tries = 200, seed = "20261124")
    void textHasAsManyLineBreaksAsItsLinesTell(@ForAll("documents") String document, @ForAll("names") String name) {
        for (var block : blocks(name, document)) {
            if (block instanceof Block.Heading || block instanceof Block.TableRow) continue;
            var at = (Lines) block.at();
            assertThat(block.text().chars().filter(each -> each == '\n').count())
                    .as(() -> document)
                    .isEqualTo(at.last() - at.first());
        }
    }

    @Property(tries = 200, seed = "20261124")
    void everyWordStandsOnItsLine(@ForAll("documents") String document, @ForAll("names") String name) {
        var lines = List.of(document.split("\n", -1));
        for (var block : blocks(name, document)) {
            var at = (Lines) block.at();
            var text = block.text().split("\n", -1);
            for (var i = 0; i < text.length; i++) {
                var shown = at.first() == at.last() || text.length > 1
                        ? lines.get(at.first() + i - 1)
                        : String.join("\n", lines.subList(at.first() - 1, at.last()));
                WORD.matcher(text[i])
                        .results()
                        .forEach(word -> assertThat(shown).as(() -> document).contains(word.group()));
            }
        }
    }

    @Property(tries = 100, seed = "20261124")
    void noWordIsLost(@ForAll("documents") String document) {
        var text = new StringBuilder();
        for (var block : blocks("a.txt", document)) text.append(block.text()).append('\n');
        assertThat(WORD.matcher(text).results().map(found -> found.group()).toList())
                .isEqualTo(WORD.matcher(document)
                        .results()
                        .map(found -> found.group())
                        .toList());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a.md", "a.txt", "a.java", "a");
    }

    @Provide
    Arbitrary<String> documents() {
        // Tags only after a letter: a line that begins with one is HTML, whose white space is made single.
        var pieces = Arbitraries.of(
                "wa",
                "wb",
                "wc",
                "wd",
                " ",
                " ",
                "\n",
                "\n",
                "\n\n",
                "- ",
                "1. ",
                "> ",
                "# ",
                "**",
                "*",
                "`",
                "```\n",
                "    ",
                "[",
                "](we)",
                "|",
                "\n|---|\n",
                "\n===\n",
                "\n---\n",
                "x<b>",
                "x<br>",
                "x<!-- wf",
                "-->",
                "&amp;",
                "&#10;",
                "\\",
                "\\\n",
                "  \n",
                "\t",
                "![",
                "~~~\n",
                ": ",
                "[wg]: wh\n",
                "p < .05",
                "\"");
        return pieces.list().ofMaxSize(60).map(list -> String.join("", list));
    }

    private static List<Block> blocks(String name, String document) {
        var blocks = new ArrayList<Block>();
        try {
            new ContentTextExtraction().extract(name, document.getBytes(UTF_8), blocks::add);
        } catch (InvalidRequest blank) {
            assertThat(blank.code()).isEqualTo("document_empty");
        }
        return blocks;
    }
}
