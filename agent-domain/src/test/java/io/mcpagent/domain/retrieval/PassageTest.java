package io.mcpagent.domain.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.document.Location.Pages;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PassageTest {
    private static final String THREE_LINES = "first\nsecond\nthird";

    @Test
    void countsLinesOffInsideItsText() {
        var passage = passage(THREE_LINES, new Lines(10, 12));

        assertThat(passage.locate(0, 5)).isEqualTo(new Lines(10, 10));
        assertThat(passage.locate(6, 12)).isEqualTo(new Lines(11, 11));
        assertThat(passage.locate(8, 15)).isEqualTo(new Lines(11, 12));
        assertThat(passage.locate(0, THREE_LINES.length())).isEqualTo(new Lines(10, 12));
    }

    @Test
    void namesTheWholePlaceWhereTheTextHasOtherLinesThanTheSource() {
        assertThat(passage(THREE_LINES, new Lines(10, 20)).locate(6, 12)).isEqualTo(new Lines(10, 20));
    }

    @Test
    void namesTheLinesThatHoldAPartWhereTheTextHasMoreBreaksThanTheSource() {
        var passage = passage("one\ntwo\nthree\nfour", new Lines(10, 12));

        assertThat(passage.locate(0, 3)).isEqualTo(new Lines(10, 10));
        assertThat(passage.locate(4, 7)).isEqualTo(new Lines(10, 11));
        assertThat(passage.locate(8, 13)).isEqualTo(new Lines(11, 12));
        assertThat(passage.locate(14, 18)).isEqualTo(new Lines(12, 12));
    }

    @Test
    void namesThePageWhereThereAreNoLines() {
        assertThat(passage(THREE_LINES, new Pages(4, 4)).locate(6, 12)).isEqualTo(new Pages(4, 4));
    }

    private static Passage passage(String text, Location location) {
        var chunk = new ChunkId(new DocumentId(new UUID(0, 1)), 1, 0);
        var scores = new Scores(.5, Optional.empty(), Optional.empty());
        return new Passage(chunk, "a.md", Language.ENGLISH, 0, text.length(), location, List.of(), text, scores);
    }
}
