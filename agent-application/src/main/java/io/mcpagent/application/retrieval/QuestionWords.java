package io.mcpagent.application.retrieval;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a question, in order. Pure. */
final class QuestionWords {
    private static final Pattern WORD =
            Pattern.compile("[$€£]?[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}]|['’&.,/%+-](?=[\\p{L}\\p{N}]))*+[%+]?");
    private static final Pattern ENDING = Pattern.compile("(?:'s|ies|ing|ed|e?n|e?s|e|y)$");
    private static final Pattern SIGNS = Pattern.compile("\\p{Lu}{2}|\\p{N}");
    private static final int SHORTEST_STEM = 4;

    private QuestionWords() {}

    /**
     * A word of a question.
     *
     * @param text as typed
     * @param lower in lower case, with straight apostrophes
     * @param start in UTF-16 code units, like {@code end}
     * @param first whether nothing but signs stands before it
     */
    record Word(String text, String lower, int start, int end, boolean first) {
        boolean isCapitalised() {
            return Character.isUpperCase(text.codePointAt(0));
        }

        /** An abbreviation, something with a number, or a capital letter where none is due. */
        boolean isName() {
            return SIGNS.matcher(text).find() || (isCapitalised() && !first);
        }

        /** Roughly: enough to see that "requirement" was said when "requirements" is asked. */
        String stem() {
            var ending = ENDING.matcher(lower);
            return ending.find() && ending.start() >= SHORTEST_STEM ? lower.substring(0, ending.start()) : lower;
        }
    }

    static List<Word> of(String text) {
        return WORD.matcher(text)
                .results()
                .map(found -> new Word(
                        found.group(),
                        found.group().toLowerCase(Locale.ROOT).replace('’', '\''),
                        found.start(),
                        found.end(),
                        isFirst(text, found.start())))
                .toList();
    }

    private static boolean isFirst(String text, int start) {
        for (var at = start - 1; at >= 0; at--) {
            if (Character.isLetterOrDigit(text.charAt(at)))
                return ".?!".indexOf(text.charAt(Math.min(at + 1, start - 1))) >= 0;
        }
        return true;
    }
}
