package io.mcpagent.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineTest {
    @Test
    void aHeadingEndsThoseOfItsRankAndLower() {
        var outline = new Outline(List.of("Book", "Part", "Section"));

        outline.pass("## Other part");
        outline.pass("#### Deep");
        outline.pass("#### Deep too");

        assertThat(outline.path()).isEqualTo("Book > Other part > Deep too");
        assertThat(outline.term()).isEmpty();
    }

    @Test
    void aTermEndsTheOneBeforeItHoweverFewHeadingsAreAbove() {
        var outline = new Outline(List.of("Book", "one:"));
        assertThat(outline.term()).contains("one:");

        outline.pass("##### two:");
        outline.pass("###### inner:");

        assertThat(outline.path()).isEqualTo("Book > two: > inner:");
        assertThat(outline.term()).contains("inner:");
    }
}
