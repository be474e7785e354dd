package io.mcpagent.adapter.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import io.mcpagent.testkit.retrieval.TextAnalysisPortContract;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LuceneTextAnalysisTest implements TextAnalysisPortContract {
    private final TextAnalysisPort analysis = new LuceneTextAnalysis();

    @Override
    public TextAnalysisPort analysis() {
        return analysis;
    }

    @ParameterizedTest(name = "{0}: {1} and {2} are one term")
    @CsvSource({
        "en, running, runs",
        "de, Häuser, Haus",
        "de, Maschinen, Maschine",
        "fr, chevaux, cheval",
        "es, perros, perro",
        "it, finestre, finestra",
        "pt, livros, livro",
        "nl, fietsen, fiets",
        "ru, книги, книга",
    })
    void stemsEachLanguageInItsOwnWay(String language, String one, String other) {
        assertThat(analysis.terms(one, new Language(language)))
                .isEqualTo(analysis.terms(other, new Language(language)));
    }

    @ParameterizedTest
    @CsvSource({"ja, 日本語", "zh, 中文字", "ko, 한국어"})
    void takesEastAsianTextAsPairsOfCharacters(String language, String text) {
        assertThat(analysis.terms(text, new Language(language))).hasSize(2);
    }
}
