package io.mcpagent.benchmarks.retrieval;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text whose words follow Zipf's law over a vocabulary of 50,000: the r-th word is drawn as often as 1/r says. */
final class ZipfText {
    private static final int VOCABULARY = 50_000;
    private static final String CONSONANTS = "bdfgklmnprtv";
    private static final String VOWELS = "aeou";
    /** Words that English stop lists and stemmers leave alone, as they would stop words: the search sees them all. */
    private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();

    private final double[] cumulative = new double[VOCABULARY];
    private final Random random;

    ZipfText(long seed) {
        random = new Random(seed);
        var total = 0.0;
        for (var rank = 0; rank < VOCABULARY; rank++) {
            total += 1.0 / (rank + 1);
            cumulative[rank] = total;
        }
    }

    String passage(int fewest, int most) {
        return words(random.nextInt(fewest, most + 1));
    }

    /** Half drawn as in the text, so mostly frequent; half from the whole vocabulary alike, as what one asks about is rare. */
    String query(int fewest, int most) {
        var words = random.nextInt(fewest, most + 1);
        return words(words / 2) + " "
                + IntStream.range(words / 2, words)
                        .mapToObj(i -> word(random.nextInt(VOCABULARY / 10)))
                        .collect(Collectors.joining(" "));
    }

    private String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> word(drawRank())).collect(Collectors.joining(" "));
    }

    private int drawRank() {
        var found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[VOCABULARY - 1]);
        return Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found);
    }

    private static String word(int rank) {
        var word = new StringBuilder("q");
        for (var rest = rank; ; rest = rest / SYLLABLES - 1) {
            var syllable = rest % SYLLABLES;
            word.append(CONSONANTS.charAt(syllable / VOWELS.length()))
                    .append(VOWELS.charAt(syllable % VOWELS.length()));
            if (rest < SYLLABLES) return word.append('k').toString();
        }
    }
}
