package io.mcpagent.application.retrieval;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is written in signs rather than in words, and means nothing in other signs: {@code -e}, {@code $@}, a path. */
final class Literals {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern FRAME = Pattern.compile("^[\"'`“”‘’(\\[{<,;]+|[\"'`“”‘’)\\]}>.…,;:!?]+$");
    private static final Pattern SIGN = Pattern.compile("^-+\\p{L}|[^\\p{L}\\p{M}\\p{N}\\-'’.,]");

    private Literals() {}

    static Set<String> of(String text) {
        return Arrays.stream(WHITE_SPACE.split(text))
                .map(word -> FRAME.matcher(word).replaceAll(""))
                .filter(word -> SIGN.matcher(word).find())
                .collect(Collectors.toUnmodifiableSet());
    }
}
