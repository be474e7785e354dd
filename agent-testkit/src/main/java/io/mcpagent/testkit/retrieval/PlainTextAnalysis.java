package io.mcpagent.testkit.retrieval;

import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.retrieval.TextAnalysisPort;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Splits at everything that is neither letter nor digit; knows a few English stop words and endings, nothing else. */
public final class PlainTextAnalysis implements TextAnalysisPort {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ENDING = Pattern.compile("(?<=\\p{L}{3})(ing|ed|es|s)$");
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "for", "if", "in", "is", "it", "no", "not", "of", "on",
            "or", "the", "this", "to", "was", "with");

    @Override
    public List<String> terms(String text, Language language) {
        var words = Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty());
        if (!language.equals(Language.ENGLISH)) return words.toList();
        return words.filter(word -> !STOP_WORDS.contains(word))
                .map(word -> ENDING.matcher(word).replaceFirst(""))
                .toList();
    }
}
