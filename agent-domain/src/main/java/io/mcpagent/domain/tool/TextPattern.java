package io.mcpagent.domain.tool;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a text has to be, the whole of it.
 *
 * @param kind how {@code text} is read
 */
public record TextPattern(Kind kind, String text) {
    /** How a pattern is written. */
    public enum Kind {
        /** {@code *} is anything but {@code /}, {@code **} is anything, {@code ?} is one character but {@code /}. */
        GLOB,
        /** Of {@link Pattern}; a dot is any character. */
        REGEX
    }

    /** Whether a text is as a pattern says. */
    public enum Match {
        YES,
        NO,
        /** It would take too long to find out. */
        UNKNOWN
    }

    private static final int LONGEST_PATTERN = 1_000;
    /** In UTF-16 code units; the engine's stack grows with the text. */
    private static final int LONGEST_TEXT = 4_000;

    private static final int MOST_STEPS = 500_000;

    /** Checks what is written, and throws {@link IllegalArgumentException} with what is wrong in it. */
    public TextPattern {
        if (text.length() > LONGEST_PATTERN)
            throw new IllegalArgumentException("a pattern has at most %,d characters".formatted(LONGEST_PATTERN));
        compiled(kind, text);
    }

    public static TextPattern glob(String text) {
        return new TextPattern(Kind.GLOB, text);
    }

    public static TextPattern regex(String text) {
        return new TextPattern(Kind.REGEX, text);
    }

    public Match match(String value) {
        if (value.length() > LONGEST_TEXT) return Match.UNKNOWN;
        try {
            return compiled(kind, text).matcher(new Counted(value)).matches() ? Match.YES : Match.NO;
        } catch (TooManySteps | StackOverflowError endless) {
            return Match.UNKNOWN;
        }
    }

    private static Pattern compiled(Kind kind, String text) {
        try {
            return Pattern.compile(kind == Kind.GLOB ? regexOf(text) : text, Pattern.DOTALL);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "\"%s\" is no regular expression: %s".formatted(text, wrong.getDescription()), wrong);
        }
    }

    private static String regexOf(String glob) {
        var regex = new StringBuilder();
        for (var i = 0; i < glob.length(); i++) {
            var c = glob.charAt(i);
            if (c == '*') {
                var isAny = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                regex.append(isAny ? ".*" : "[^/]*");
                if (isAny) i++;
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** A text that counts how often it is looked at: the engine has no limit of its own. For one match. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) throw new TooManySteps();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("a pattern takes too long", null, false, false);
        }
    }
}
