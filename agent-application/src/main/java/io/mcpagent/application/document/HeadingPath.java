package io.mcpagent.application.document;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.llm.EmbeddingPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The headings above the place that a walk through a document has come to. */
final class HeadingPath {
    private static final int LONGEST_HEADING = 200;

    private final List<Heading> open = new ArrayList<>();
    private final Map<List<String>, Integer> counted = new HashMap<>();

    /** Those above a block; above a heading, those of higher rank. */
    List<String> above(Block block) {
        return open.stream()
                .filter(heading -> !(block instanceof Heading next) || heading.level() < next.level())
                .map(heading -> shortened(heading.text()))
                .toList();
    }

    void pass(Block block) {
        if (!(block instanceof Heading heading)) return;
        open.removeIf(other -> other.level() >= heading.level());
        open.add(heading);
    }

    int tokens(List<String> headings, EmbeddingPort embeddings) {
        if (headings.isEmpty()) return 0;
        return counted.computeIfAbsent(
                headings, path -> embeddings.tokens(String.join(" > ", path)).size());
    }

    private static String shortened(String heading) {
        var text = heading.replaceAll("\\s+", " ").strip();
        return text.length() <= LONGEST_HEADING ? text : text.substring(0, LONGEST_HEADING);
    }
}
