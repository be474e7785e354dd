package io.mcpagent.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh", "yue"})
    void takesAPrimarySubtag(String tag) {
        assertThat(new Language(tag).locale().getLanguage()).isEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "EN", "en-US", "english", " en", "en\n", "dé"})
    void refusesWhatIsNone(String tag) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Language(tag)).withMessageContaining(tag);
    }
}
