package io.mcpagent.application.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.SamplePassages;
import io.mcpagent.domain.document.Location.Lines;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.retrieval.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CitationsTest {
    private static final List<Passage> PASSAGES =
            SamplePassages.of("# Bees\n\nBees make honey.\nThey sting.", "Owls hunt mice. Owls sleep\nby day.");

    @Test
    void quotesTheSentenceThatSharesMostWithTheClaim() {
        var citations = Citations.of("By day, owls sleep. [2]", PASSAGES);

        assertThat(citations).singleElement().satisfies(citation -> {
            assertThat(citation.number()).isEqualTo(2);
            assertThat(citation.document()).isEqualTo("2.md");
            assertThat(citation.quote()).isEqualTo("Owls sleep by day.");
            assertThat(citation.location()).isEqualTo(new Lines(1, 2));
            assertThat(citation.score()).isEqualTo(.5);
        });
    }

    @Test
    void marksOfPassagesThatWereNotShownAreIgnored() {
        assertThat(Citations.of("Bees. [0] Bees. [3] Bees. [9999] Bees. [-1] Bees. [12345]", PASSAGES))
                .isEmpty();
        assertThat(Citations.of("Bees. [1]", List.of())).isEmpty();
    }

    @Test
    void aPassageThatSharesNoWordWithTheClaimIsNotCited() {
        assertThat(Citations.of("Foxes dig burrows. [1]", PASSAGES)).isEmpty();
    }

    @Test
    void quotesATermWithItsDescription() {
        var passages = SamplePassages.of("##### HISTSIZE:\nHow much is remembered. It is 500 by default.");

        var citations =
                Citations.of("HISTSIZE: How much is remembered. [1] HISTSIZE: It is 500 by default. [1]", passages);

        assertThat(citations.stream().map(Citation::quote))
                .containsExactly("HISTSIZE: How much is remembered.", "It is 500 by default.");
        assertThat(citations.stream().map(Citation::location)).containsExactly(new Lines(1, 2), new Lines(2, 2));
    }

    @Test
    void aReplyWithoutMarksCitesNothing() {
        assertThat(Citations.of("Bees make honey.", PASSAGES)).isEmpty();
        assertThat(Citations.of("", PASSAGES)).isEmpty();
    }

    @Test
    void theSameQuoteIsCitedOnce() {
        assertThat(quotes("Bees make honey. [1] Honey is what bees make. [1]")).containsExactly("Bees make honey.");
    }

    @Test
    void anotherSentenceOfTheSamePassageIsCitedToo() {
        assertThat(quotes("Bees make honey. [1] They sting. [1]")).containsExactly("Bees make honey.", "They sting.");
    }

    @Test
    void severalMarksBehindASentenceAllStandForIt() {
        var citations = Citations.of("Owls hunt mice, bees make honey [2][1], [2].", PASSAGES);

        assertThat(citations.stream().map(Citation::number)).containsExactly(2, 1);
        assertThat(citations.stream().map(Citation::quote)).containsExactly("Owls hunt mice.", "Bees make honey.");
    }

    @Test
    void aHeadingIsQuotedOnlyWhereThereIsNothingElse() {
        assertThat(quotes("Bees! [1]")).noneMatch(quote -> quote.startsWith("#"));
        assertThat(Citations.of("Bees! [1]", SamplePassages.of("# Bees")).stream()
                        .map(Citation::quote))
                .containsExactly("# Bees");
    }

    private static List<String> quotes(String reply) {
        return Citations.of(reply, PASSAGES).stream().map(Citation::quote).toList();
    }
}
