package io.mcpagent.application.run;

import io.mcpagent.application.retrieval.Sentences;
import io.mcpagent.domain.retrieval.Citation;
import io.mcpagent.domain.retrieval.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the marks of a reply point at. A mark that names a passage which the model was not shown is no citation; the quote
 * is what stands before the mark where that stands in the passage too, else the sentence of the passage that shares most
 * words with it.
 */
final class Citations {
    private static final Pattern MARK = Pattern.compile("\\[(\\d{1,4})]");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** A word or two behind a colon stand anywhere. */
    private static final int FEWEST_ANNOUNCED = 3;

    private Citations() {}

    static List<Citation> of(String reply, List<Passage> passages) {
        var citations = new ArrayList<Citation>();
        var seen = new HashSet<String>();
        var marks = MARK.matcher(reply);
        var claim = "";
        var from = 0;
        while (marks.find()) {
            // Several marks in a row stand for the same sentence.
            var before = reply.substring(from, marks.start());
            if (!words(before).isEmpty()) claim = before;
            from = marks.end();
            var number = Integer.parseInt(marks.group(1));
            if (number < 1 || number > passages.size()) continue;
            cited(number, passages.get(number - 1), claim)
                    .filter(citation -> seen.add(number + citation.quote()))
                    .ifPresent(citations::add);
        }
        return citations;
    }

    private static Optional<Citation> cited(int number, Passage passage, String claim) {
        return announced(passage.text(), claim)
                .or(() -> nearest(passage, claim))
                .map(span -> new Citation(
                        number,
                        passage.chunk(),
                        passage.document(),
                        passage.locate(span.start(), span.end()),
                        text(passage, span).replaceAll("\\s+", " "),
                        passage.scores().fused()));
    }

    /** The claim, or what it announces by a colon: {@code HISTSIZE: Its default is 500}. */
    private static Optional<Sentences.Span> announced(String text, String claim) {
        var found = Quote.find(text, claim);
        for (var colon = claim.indexOf(": "); found.isEmpty() && colon >= 0; colon = claim.indexOf(": ", colon + 1)) {
            var rest = claim.substring(colon + 1);
            if (words(rest).size() >= FEWEST_ANNOUNCED) found = Quote.find(text, rest);
        }
        return found;
    }

    /** Empty when they share no word. */
    private static Optional<Sentences.Span> nearest(Passage passage, String claim) {
        var words = words(claim);
        return quotable(passage).stream()
                .filter(span -> overlap(words, words(text(passage, span))) > 0)
                .max(Comparator.comparingDouble(span -> overlap(words, words(text(passage, span)))));
    }

    /** A heading says nothing by itself; it is quoted where there is nothing else. */
    private static List<Sentences.Span> quotable(Passage passage) {
        var all = Sentences.of(passage.text(), passage.language());
        var sentences = all.stream()
                .filter(span -> !Sentences.isHeading(text(passage, span)))
                .toList();
        return sentences.isEmpty() ? all : sentences;
    }

    private static String text(Passage passage, Sentences.Span span) {
        return passage.text().substring(span.start(), span.end());
    }

    /** The Dice coefficient of two sets of words. */
    private static double overlap(Set<String> left, Set<String> right) {
        var shared = left.stream().filter(right::contains).count();
        return left.isEmpty() || right.isEmpty() ? 0 : 2.0 * shared / (left.size() + right.size());
    }

    private static Set<String> words(String text) {
        return Arrays.stream(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
