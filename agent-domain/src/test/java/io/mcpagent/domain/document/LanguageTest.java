package io.mcpagent.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh", "yue"})
    void takesAPrimarySubtag(String tag) {
        assertThat(new Language(tag).locale().getLanguage()).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "he", "nb", "haw", "yue", "tlh", "und"})
    void takesTheLanguagesThatThereAre(String tag) {
        assertThat(Language.named(tag).tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "xx,  there is no language xx",
        "zzz, there is no language zzz",
        "eng, the language eng is written en",
        "ger, the language ger is written de",
        "deu, the language deu is written de",
        "iw,  the language iw is written he"
    })
    void saysWhatToWriteInsteadOfACodeThatIsNotTheLanguages(String tag, String advice) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Language.named(tag))
                .withMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "EN", "en-US", "english", " en", "en\n", "dé"})
    void refusesWhatIsNone(String tag) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Language(tag)).withMessageContaining(tag);
    }
}
