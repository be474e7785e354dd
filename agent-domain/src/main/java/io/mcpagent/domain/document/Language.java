package io.mcpagent.domain.document;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The primary subtag of a language tag, such as {@code en} or {@code de}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5646">RFC 5646 (BCP 47)</a>
 */
public record Language(String tag) {
    private static final Pattern PRIMARY_SUBTAG = Pattern.compile("[a-z]{2,3}");
    public static final Language ENGLISH = new Language("en");

    public Language {
        if (!PRIMARY_SUBTAG.matcher(tag).matches())
            throw new IllegalArgumentException("a language is two or three lower-case letters, as in en: " + tag);
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }
}
