package io.mcpagent.application.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Language;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final Language GERMAN = new Language("de");
    private static final Language CHINESE = new Language("zh");

    @Test
    void endAtTheirMarks() {
        assertThat(sentences("Bees make honey. Do owls? They don't! Really."))
                .containsExactly("Bees make honey.", "Do owls?", "They don't!", "Really.");
    }

    @Test
    void doNotEndBehindAnAbbreviation() {
        assertThat(sentences("Birds, e.g. Owls, hunt. See Fig. 3 and Dr. Smith. It is so."))
                .containsExactly("Birds, e.g. Owls, hunt.", "See Fig. 3 and Dr. Smith.", "It is so.");
        assertThat(sentences("Some (cf. Darwin) agree. Others do not."))
                .containsExactly("Some (cf. Darwin) agree.", "Others do not.");
    }

    @Test
    void doNotEndBehindAnInitial() {
        assertThat(sentences("J. R. R. Tolkien wrote it. George R. R. Martin did not."))
                .containsExactly("J. R. R. Tolkien wrote it.", "George R. R. Martin did not.");
    }

    @Test
    void doNotEndInsideANumber() {
        assertThat(sentences("Pi is 3.14 or so. Version 1.2.3 came out."))
                .containsExactly("Pi is 3.14 or so.", "Version 1.2.3 came out.");
    }

    @Test
    void listItemsAreSentencesOfTheirOwn() {
        assertThat(sentences("We need:\n- flour\n- two eggs\n* milk\n1. stir\n2) bake"))
                .containsExactly("We need:", "- flour", "- two eggs", "* milk", "1. stir", "2) bake");
    }

    @Test
    void headingsStandAlone() {
        var found = sentences("Before\n## A heading\nBehind it. # no heading");

        assertThat(found).containsExactly("Before", "## A heading", "Behind it. # no heading");
        assertThat(Sentences.isHeading("## A heading")).isTrue();
        assertThat(Sentences.isHeading("####### seven")).isFalse();
        assertThat(Sentences.isHeading("#hashtag")).isFalse();
    }

    @Test
    void endWhereTwoSpacesEndTheLine() {
        assertThat(sentences("the basename.  \ne\nRemove the suffix."))
                .containsExactly("the basename.", "e\nRemove the suffix.");
    }

    @Test
    void abbreviationsWithoutEndAreCutAtLast() {
        assertThat(sentences("Dr. No. ".repeat(50_000))).hasSizeGreaterThan(50);
    }

    @Test
    void endAtABlankLineWithoutAMark() {
        assertThat(sentences("A title\n\nThe text goes\non here\n \t\nand ends"))
                .containsExactly("A title", "The text goes\non here", "and ends");
    }

    @Test
    void germanAbbreviationsAreKnown() {
        assertThat(sentences("Vögel, z.B. Eulen, jagen. Das gilt bzw. Es galt. Öl schwimmt.", GERMAN))
                .containsExactly("Vögel, z.B. Eulen, jagen.", "Das gilt bzw. Es galt.", "Öl schwimmt.");
    }

    @Test
    void chineseSentencesEndWithoutASpace() {
        assertThat(sentences("蜜蜂酿蜜。猫头鹰捕鼠！真的吗？是。", CHINESE)).containsExactly("蜜蜂酿蜜。", "猫头鹰捕鼠！", "真的吗？", "是。");
    }

    @Test
    void emojiAreNotTornApart() {
        assertThat(sentences("I like 👩‍👩‍👧. You like 🦊! 👍🏽 Yes."))
                .containsExactly("I like 👩‍👩‍👧.", "You like 🦊!", "👍🏽 Yes.");
    }

    @Test
    void longCodeIsTakenLineByLine() {
        var line = "value = compute(value, other, more, and_more)";
        var code = (line + "\n").repeat(20);

        assertThat(sentences(code)).hasSize(20).containsOnly(line);
    }

    @Test
    void ofNothingThereAreNone() {
        assertThat(sentences("")).isEmpty();
        assertThat(sentences(" \n\n\t ")).isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "Bees",
                        "e.g.",
                        "J.",
                        "3.14",
                        ".",
                        "!",
                        "? ",
                        "\n",
                        "\n\n",
                        " ",
                        "\t",
                        "- ",
                        "1. ",
                        "## ",
                        "| a | b ",
                        "蜜蜂。",
                        "🦊",
                        "\r\n",
                        "(",
                        "\"",
                        "ö",
                        "…",
                        "x".repeat(600),
                        "\u00a0")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Property
    void areInOrderApartTrimmedAndTogetherHoldAllThatIsNotWhiteSpace(@ForAll("texts") String text) {
        for (var language : List.of(Language.ENGLISH, GERMAN, CHINESE)) {
            var spans = Sentences.of(text, language);
            var end = 0;
            for (var span : spans) {
                assertThat(span.start()).isGreaterThanOrEqualTo(end).isLessThan(span.end());
                assertThat(text.substring(end, span.start())).matches(SentencesTest::isBlank);
                assertThat(Character.isWhitespace(text.charAt(span.start()))).isFalse();
                assertThat(Character.isWhitespace(text.charAt(span.end() - 1))).isFalse();
                end = span.end();
            }
            assertThat(text.substring(end)).matches(SentencesTest::isBlank);
        }
    }

    private static boolean isBlank(String text) {
        return text.chars().allMatch(Character::isWhitespace);
    }

    private static List<String> sentences(String text) {
        return sentences(text, Language.ENGLISH);
    }

    private static List<String> sentences(String text, Language language) {
        return Sentences.of(text, language).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
