package io.mcpagent.adapter.persistence.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EscapedTextTest {
    @Property
    void comesBackAsItWasAndIsStoredWithoutNul(@ForAll("texts") String text) {
        var stored = EscapedText.of(text);

        assertThat(stored).doesNotContain("\0");
        assertThat(EscapedText.original(stored)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars('\0', '\uFDD0', '0', 'a', 'ß').ofMaxLength(12);
    }
}
