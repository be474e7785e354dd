package io.mcpagent.bootstrap.settings;

import java.util.Collection;
import java.util.Comparator;

/** What somebody probably meant. */
final class NearestName {
    private NearestName() {}

    static String of(String wrong, Collection<String> right) {
        return right.stream()
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein's. */
    private static int distance(String left, String right) {
        var above = new int[right.length() + 1];
        for (var j = 0; j <= right.length(); j++) above[j] = j;
        for (var i = 1; i <= left.length(); i++) {
            var row = new int[right.length() + 1];
            row[0] = i;
            for (var j = 1; j <= right.length(); j++) {
                var replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}
