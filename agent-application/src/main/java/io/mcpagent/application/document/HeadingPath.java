package io.mcpagent.application.document;

import io.mcpagent.domain.document.Block;
import io.mcpagent.domain.document.Block.Heading;
import io.mcpagent.domain.llm.EmbeddingPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The headings above the place that a walk through a document has come to, as far as there is room for them. */
final class HeadingPath {
    private static final int LONGEST_HEADING = 200;
    private static final String BETWEEN = " > ";

    private final EmbeddingPort embeddings;
    private final int room;
    private final List<Heading> open = new ArrayList<>();
    private final Map<List<String>, Integer> counted = new HashMap<>();

    /**
     * At the beginning of a document.
     *
     * @param room for a whole path, in tokens
     */
    HeadingPath(EmbeddingPort embeddings, int room) {
        this.embeddings = embeddings;
        this.room = room;
    }

    /**
     * Those above a block; above a heading, those of higher rank. Where they are too long the topmost ones are left out:
     * the nearest say most about the text.
     */
    List<String> above(Block block) {
        var path = open.stream()
                .filter(heading -> !(block instanceof Heading next) || heading.level() < next.level())
                .map(heading -> shortened(heading.text()))
                .toList();
        while (path.size() > 1 && tokens(path) > room) path = path.subList(1, path.size());
        return tokens(path) > room ? List.of(cut(path.getFirst())) : List.copyOf(path);
    }

    void pass(Block block) {
        if (!(block instanceof Heading heading)) return;
        open.removeIf(other -> other.level() >= heading.level());
        open.add(heading);
    }

    int tokens(List<String> headings) {
        if (headings.isEmpty()) return 0;
        return counted.computeIfAbsent(
                headings, path -> embeddings.tokens(String.join(BETWEEN, path)).size());
    }

    private String cut(String heading) {
        return heading.substring(0, embeddings.tokens(heading).get(room).start())
                .stripTrailing();
    }

    private static String shortened(String heading) {
        var text = heading.replaceAll("\\s+", " ").strip();
        return text.length() <= LONGEST_HEADING ? text : text.substring(0, LONGEST_HEADING);
    }
}
