package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.Language;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sentences of a text, as spans without the white space around them. Pure.
 *
 * <p>Unicode's rules (UAX 29) find the ends; blank lines, headings, list items and table rows end a sentence too, and
 * what the rules take for an end after an abbreviation, an initial or before a small letter is none.
 */
public final class Sentences {
    /** From {@code start} up to and without {@code end}, in UTF-16 code units. */
    public record Span(int start, int end) {}

    private static final Pattern STRUCTURAL_BREAK = Pattern.compile(
            "\\n[ \\t]*\\n| {2}\\n|(?<=^|\\n)#{1,6} [^\\n]*(?:\\n|$)|\\n(?=[ \\t]*(?:[-*+•] |\\d{1,3}[.)] |#{1,6} |\\|))"
                    + "|\\n(?=[^\\n]* \\| )");
    private static final Pattern HEADING = Pattern.compile("#{1,6} [^\\n]*");
    private static final Set<String> ABBREVIATIONS = Set.of(
            "e.g", "i.e", "cf", "vs", "etc", "al", "fig", "figs", "eq", "no", "nos", "vol", "pp", "p", "ch", "sec",
            "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "inc", "ltd", "co", "corp", "dept", "approx", "ca",
            "resp", "z.b", "d.h", "bzw", "usw", "nr", "abb", "bspw", "evtl", "ggf", "u.a", "vgl");
    private static final int LONG = 500;

    /** However many abbreviations follow each other, a sentence ends here at the latest. */
    private static final int LONGEST = 5_000;

    private Sentences() {}

    public static List<Span> of(String text, Language language) {
        var spans = new ArrayList<Span>();
        var from = 0;
        var breaks = STRUCTURAL_BREAK.matcher(text);
        while (breaks.find()) {
            var heading = text.charAt(breaks.start()) == '#';
            addSentences(text, from, breaks.start(), language, spans);
            if (heading) addTrimmed(text, breaks.start(), breaks.end(), spans);
            from = breaks.end();
        }
        addSentences(text, from, text.length(), language, spans);
        return spans;
    }

    /** Whether it is a heading as extracted text writes them, and so says nothing by itself. */
    public static boolean isHeading(String sentence) {
        return HEADING.matcher(sentence).matches();
    }

    private static void addSentences(String text, int from, int to, Language language, List<Span> spans) {
        if (from >= to) return;
        var part = text.substring(from, to);
        var rules = BreakIterator.getSentenceInstance(language.locale());
        rules.setText(part);
        var begin = 0;
        for (var end = rules.next(); end != BreakIterator.DONE; end = rules.next()) {
            if (end < part.length() && end - begin < LONGEST && !endsSentence(part, begin, end)) continue;
            addShortened(text, from + begin, from + end, spans);
            begin = end;
        }
    }

    private static boolean endsSentence(String text, int begin, int end) {
        if (Character.isLowerCase(text.codePointAt(end))) return false;
        var stop = end;
        while (stop > begin && Character.isWhitespace(text.charAt(stop - 1))) stop--;
        if (stop == begin || text.charAt(stop - 1) != '.') return true;
        var wordStart = stop;
        while (wordStart > begin && !Character.isWhitespace(text.charAt(wordStart - 1))) wordStart--;
        var word = text.substring(wordStart, stop);
        var bare = word.substring(0, word.length() - 1).replaceFirst("^[(\\[\"'“]+", "");
        var initial = bare.length() == 1 && Character.isUpperCase(bare.charAt(0));
        return !initial && !ABBREVIATIONS.contains(bare.toLowerCase(Locale.ROOT));
    }

    /** What has no sentence ends for long, code or a listing, is taken line by line. */
    private static void addShortened(String text, int start, int end, List<Span> spans) {
        if (end - start <= LONG) {
            addTrimmed(text, start, end, spans);
            return;
        }
        var from = start;
        for (var at = start; at < end; at++) {
            if (text.charAt(at) != '\n') continue;
            addTrimmed(text, from, at, spans);
            from = at + 1;
        }
        addTrimmed(text, from, end, spans);
    }

    private static void addTrimmed(String text, int start, int end, List<Span> spans) {
        var from = start;
        var to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) from++;
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) to--;
        if (from < to) spans.add(new Span(from, to));
    }
}
