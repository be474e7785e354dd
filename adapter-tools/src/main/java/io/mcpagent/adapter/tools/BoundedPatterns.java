package io.mcpagent.adapter.tools;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/**
 * A schema's patterns by Java's engine, which backtracks, so each match gets a number of steps that grows with its text:
 * patterns such as {@code (a+)+$} would else take longer than anybody lives. Java's engine rather than one in linear
 * time, as real schemas look ahead and behind.
 */
final class BoundedPatterns implements RegularExpressionFactory {
    private static final long STEPS = 20_000;
    private static final long STEPS_FOR_EACH_CHARACTER = 100;

    static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooManySteps(String pattern) {
            super("the pattern " + Excerpts.of(pattern) + " takes too long to compare with what was sent");
        }
    }

    @Override
    public RegularExpression getRegularExpression(String regex) {
        var pattern = Pattern.compile(
                RegularExpressions.replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(regex)));
        return text -> pattern.matcher(new Counted(text, regex)).find();
    }

    /** Counts how often the engine looks at a character. */
    private static final class Counted implements CharSequence {
        private final String text;
        private final String pattern;
        private long left;

        private Counted(String text, String pattern) {
            this.text = text;
            this.pattern = pattern;
            this.left = STEPS + STEPS_FOR_EACH_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (left-- <= 0) throw new TooManySteps(pattern);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
