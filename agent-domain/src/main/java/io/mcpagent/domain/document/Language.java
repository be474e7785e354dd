package io.mcpagent.domain.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The primary subtag of a language tag, such as {@code en} or {@code de}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5646">RFC 5646 (BCP 47)</a>
 */
public record Language(String tag) {
    private static final Pattern PRIMARY_SUBTAG = Pattern.compile("[a-z]{2,3}");
    private static final String UNDETERMINED = "und";
    public static final Language ENGLISH = new Language("en");

    public Language {
        if (!PRIMARY_SUBTAG.matcher(tag).matches())
            throw new IllegalArgumentException("a language is two or three lower-case letters, as in en: " + tag);
    }

    /**
     * The one that a person means: a language that there is, under the shortest code that it has, and {@code und} for one
     * that has none.
     *
     * @throws IllegalArgumentException that says what to write instead
     */
    public static Language named(String tag) {
        var language = new Language(tag);
        if (tag.equals(UNDETERMINED)) return language;
        shorter(language.locale()).filter(code -> !code.equals(tag)).ifPresent(code -> {
            throw new IllegalArgumentException("the language " + tag + " is written " + code);
        });
        if (nameOf(language.locale()).equals(tag))
            throw new IllegalArgumentException(
                    "there is no language %s: give its ISO 639 code, as in en, or haw where it has none of two letters, or und for one without any"
                            .formatted(tag));
        return language;
    }

    private static Optional<String> shorter(Locale locale) {
        return Arrays.stream(Locale.getISOLanguages())
                .filter(code -> Locale.of(code).getLanguage().equals(code))
                .filter(code -> locale.getLanguage().equals(code)
                        || locale.getLanguage().equals(Locale.of(code).getISO3Language())
                        || nameOf(locale).equals(nameOf(Locale.of(code))))
                .findFirst();
    }

    /** Its code where there is no such language. */
    private static String nameOf(Locale locale) {
        return locale.getDisplayLanguage(Locale.ENGLISH);
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }
}
