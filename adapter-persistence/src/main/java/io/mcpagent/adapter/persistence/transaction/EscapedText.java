package io.mcpagent.adapter.persistence.transaction;

/**
 * Text with U+0000 for PostgreSQL, which stores every character but that one. It is written as an escape and a zero. The
 * escape is a noncharacter, which Unicode leaves to programs for their own use.
 *
 * @see <a href="https://www.unicode.org/faq/private_use.html#noncharacters">Unicode: noncharacters</a>
 */
final class EscapedText {
    private static final char NUL = '\0';
    private static final char ESCAPE = '\uFDD0';
    private static final char ESCAPED_NUL = '0';

    private EscapedText() {}

    static String of(String text) {
        if (text.indexOf(NUL) < 0 && text.indexOf(ESCAPE) < 0) return text;
        var escaped = new StringBuilder(text.length() + 1);
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case NUL -> escaped.append(ESCAPE).append(ESCAPED_NUL);
                case ESCAPE -> escaped.append(ESCAPE).append(ESCAPE);
                default -> escaped.append(text.charAt(i));
            }
        }
        return escaped.toString();
    }

    static String original(String escaped) {
        if (escaped.indexOf(ESCAPE) < 0) return escaped;
        var text = new StringBuilder(escaped.length());
        for (var i = 0; i < escaped.length(); i++) {
            var next = escaped.charAt(i);
            if (next != ESCAPE || i + 1 == escaped.length()) text.append(next);
            else text.append(escaped.charAt(++i) == ESCAPED_NUL ? NUL : ESCAPE);
        }
        return text.toString();
    }
}
