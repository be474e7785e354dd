package io.mcpagent.domain.tool;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Names by which a model could take one tool for another. */
final class SimilarNames {
    private static final int SHORTEST_WITH_SLIP = 5;
    private static final int LONGEST = 100;
    private static final Pattern LEFT_OUT = Pattern.compile("[\\p{M}\\p{Cf}_\\-. ]");
    /** Letters of other scripts, and digits, that look as Latin letters do. */
    private static final String LOOKS = "аеорсухіѕјһԁɡοανιρτκ01";

    private static final String AS = "aeopcyxisjhdgoaviptkol";

    private SimilarNames() {}

    /** What to know of each that is like it. */
    static List<String> like(String name, Map<String, String> others) {
        var folded = folded(name);
        return others.entrySet().stream()
                .filter(other -> isLike(folded, folded(other.getKey())))
                .map(other ->
                        "%s of %s".formatted(HiddenText.visible(other.getKey()), HiddenText.visible(other.getValue())))
                .sorted()
                .toList();
    }

    private static boolean isLike(String one, String other) {
        if (one.equals(other)) return true;
        var shorter = Math.min(one.length(), other.length());
        return shorter >= SHORTEST_WITH_SLIP && shorter <= LONGEST && isOneSlipFrom(one, other);
    }

    private static String folded(String name) {
        var plain = LEFT_OUT.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var seen = new StringBuilder();
        plain.chars().forEach(letter -> {
            var place = LOOKS.indexOf(letter);
            seen.append(place < 0 ? (char) letter : AS.charAt(place));
        });
        return seen.toString();
    }

    /** One letter more, less, other, or two that changed places. */
    private static boolean isOneSlipFrom(String one, String other) {
        var begin = 0;
        while (begin < Math.min(one.length(), other.length()) && one.charAt(begin) == other.charAt(begin)) begin++;
        var a = one.substring(begin);
        var b = other.substring(begin);
        return switch (a.length() - b.length()) {
            case 1 -> a.substring(1).equals(b);
            case -1 -> b.substring(1).equals(a);
            case 0 -> a.substring(1).equals(b.substring(1)) || isSwapped(a, b);
            default -> false;
        };
    }

    private static boolean isSwapped(String a, String b) {
        return a.length() >= 2
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }
}
