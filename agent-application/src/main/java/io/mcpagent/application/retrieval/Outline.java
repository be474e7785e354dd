package io.mcpagent.application.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The headings above the place that a walk through a passage has come to.
 *
 * <p>A heading that ends in a colon announces what follows; that is also how extracted text writes the term that a list
 * of definitions defines, in rank below the headings of the text.
 */
final class Outline {
    private static final int TERMS = 5;

    private record Heading(int rank, String text) {
        boolean announces() {
            return text.endsWith(":");
        }
    }

    private final List<Heading> open = new ArrayList<>();

    /**
     * At the beginning of a passage. The ranks of the headings above it are their places, terms aside.
     *
     * @param above the topmost first
     */
    Outline(List<String> above) {
        for (var text : above) {
            var place = open.size() + 1;
            open.add(new Heading(text.endsWith(":") ? Math.max(place, TERMS) : place, text));
        }
    }

    /** Goes past a heading as extracted text writes it. Those of the same or lower rank are over. */
    void pass(String heading) {
        var rank = heading.indexOf(' ');
        open.removeIf(above -> above.rank() >= rank);
        open.add(new Heading(rank, heading.substring(rank + 1)));
    }

    String path() {
        return open.stream().map(Heading::text).collect(Collectors.joining(" > "));
    }

    /** The nearest heading, where it announces what stands under it. */
    Optional<String> term() {
        return open.isEmpty() || !open.getLast().announces()
                ? Optional.empty()
                : Optional.of(open.getLast().text());
    }
}
