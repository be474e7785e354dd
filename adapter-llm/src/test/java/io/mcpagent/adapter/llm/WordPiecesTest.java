package io.mcpagent.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.llm.TokenSpan;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPiecesTest {
    private static final LocalEmbeddings EMBEDDINGS = Models.open("bge-small-en-v1.5");

    @AfterAll
    static void close() {
        EMBEDDINGS.close();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "Paris and Rome,            Paris|and|Rome",
        "Über Öl,                   Über|Öl",
        "😀 Paris 😀😀 Rome,        😀|Paris|😀😀|Rome",
        "e\u0301te\u0301 Rome,      e\u0301te\u0301|Rome",
        "日本 Rome,                  日|本|Rome",
        "a\uD83Db Rome,             a\uD83Db|Rome",
        "a \uD83D b Rome,           a|b|Rome",
    })
    void offsetsAreUtf16CodeUnitsOfTheOriginal(String text, String words) {
        var tokens = EMBEDDINGS.tokens(text);

        assertThat(joined(text, tokens)).isEqualTo(String.join("", words.split("\\|")));
        assertThat(tokens.getLast()).isEqualTo(new TokenSpan(text.indexOf(last(words)), text.length()));
    }

    @ParameterizedTest
    @CsvSource({"한국어 Rome", "각각각 각 Rome"})
    void aCharacterThatBecomesSeveralTokensIsGivenToTheFirst(String text) {
        var tokens = EMBEDDINGS.tokens(text);

        for (var i = 1; i < tokens.size(); i++) {
            assertThat(tokens.get(i).start())
                    .isGreaterThanOrEqualTo(tokens.get(i - 1).end());
        }
        assertThat(tokens).hasSizeGreaterThan(3);
        assertThat(tokens.getLast().end()).isEqualTo(text.length());
    }

    @Test
    void aLongTextHasTheTokensOfItsParts() {
        var part = "Größe 😀 e\u0301te\u0301 unbelievable\tindeed, 日本. ";
        var count = 3_000;

        var tokens = EMBEDDINGS.tokens(part.repeat(count));

        var once = EMBEDDINGS.tokens(part);
        assertThat(tokens).hasSize(once.size() * count);
        for (var i = 0; i < tokens.size(); i++) {
            var expected = once.get(i % once.size());
            var offset = i / once.size() * part.length();
            assertThat(tokens.get(i)).isEqualTo(new TokenSpan(offset + expected.start(), offset + expected.end()));
        }
    }

    private static String joined(String text, List<TokenSpan> tokens) {
        return tokens.stream()
                .map(token -> text.substring(token.start(), token.end()))
                .reduce("", String::concat);
    }

    private static String last(String words) {
        return words.substring(words.lastIndexOf('|') + 1);
    }
}
