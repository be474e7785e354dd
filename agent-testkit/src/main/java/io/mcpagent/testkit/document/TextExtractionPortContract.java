package io.mcpagent.testkit.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.document.Block.Paragraph;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What everything that reads text out of files must do. */
public interface TextExtractionPortContract {
    TextExtractionPort extraction();

    @Test
    default void plainTextIsParagraphsWithTheirLines() {
        assertThat(blocksOf("notes.txt", "First line\nsecond line\n\n\nThe next one.\n"))
                .containsExactly(
                        new Paragraph("First line\nsecond line", new Lines(1, 2)),
                        new Paragraph("The next one.", new Lines(5, 5)));
    }

    @Test
    default void headingsOfMarkdownHaveTheirLevel() {
        assertThat(blocksOf("notes.md", "# Title\n\nText.\n\n## Part\n\nMore.\n"))
                .containsExactly(
                        new Heading(1, "Title", new Lines(1, 1)),
                        new Paragraph("Text.", new Lines(3, 3)),
                        new Heading(2, "Part", new Lines(5, 5)),
                        new Paragraph("More.", new Lines(7, 7)));
    }

    @Test
    default void windowsLineEndsAreLineEnds() {
        assertThat(blocksOf("notes.txt", "one\r\ntwo\r\n\r\nthree"))
                .containsExactly(new Paragraph("one\ntwo", new Lines(1, 2)), new Paragraph("three", new Lines(4, 4)));
    }

    @Test
    default void blankContentIsWithoutText() {
        refuses("blank.txt", "  \n\t\n".getBytes(UTF_8), "document_empty");
    }

    @Test
    default void emptyContentIsWithoutText() {
        refuses("empty.txt", new byte[0], "document_empty");
    }

    @Test
    default void bytesThatAreNoTextAreUnsupported() {
        var content = new byte[4096];
        for (var i = 0; i < content.length; i++) content[i] = (byte) (i * 31 % 8);
        refuses("data.txt", content, "document_type_unsupported");
    }

    @Test
    default void handsOverOnTheCallingThread() {
        var threads = new ArrayList<Thread>();
        extraction().extract("a.txt", "text".getBytes(UTF_8), block -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    default void whatTheSinkThrowsComesThrough() {
        var stop = new IllegalStateException("enough");

        assertThatThrownBy(() -> extraction().extract("a.txt", "text".getBytes(UTF_8), block -> {
                    throw stop;
                }))
                .isSameAs(stop);
    }

    private List<Block> blocksOf(String name, String text) {
        var blocks = new ArrayList<Block>();
        extraction().extract(name, text.getBytes(UTF_8), blocks::add);
        return blocks;
    }

    private void refuses(String name, byte[] content, String code) {
        assertThatThrownBy(() -> extraction().extract(name, content, block -> {}))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageNotContaining(name);
    }
}
