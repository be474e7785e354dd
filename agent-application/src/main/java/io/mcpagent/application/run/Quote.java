package io.mcpagent.application.run;

import io.mcpagent.application.retrieval.Sentences.Span;
import java.util.Optional;

/** Finds words in a text that was written with other white space, or with round brackets for square ones. Pure. */
final class Quote {
    private Quote() {}

    static Optional<Span> find(String text, String words) {
        var sought = plain(words.strip());
        var offsets = new int[text.length()];
        var folded = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var sign = plain(text.charAt(at));
            if (sign == ' ' && !folded.isEmpty() && folded.charAt(folded.length() - 1) == ' ') continue;
            offsets[folded.length()] = at;
            folded.append(sign);
        }
        var found = sought.isEmpty() ? -1 : folded.indexOf(sought);
        return found < 0
                ? Optional.empty()
                : Optional.of(new Span(offsets[found], offsets[found + sought.length() - 1] + 1));
    }

    private static String plain(String text) {
        var plain = new StringBuilder();
        text.chars().forEach(sign -> plain.append(plain((char) sign)));
        return plain.toString().replaceAll(" +", " ");
    }

    private static char plain(char sign) {
        if (Character.isWhitespace(sign)) return ' ';
        return switch (sign) {
            case '[' -> '(';
            case ']' -> ')';
            default -> sign;
        };
    }
}
