package io.mcpagent.domain.llm;

import io.mcpagent.domain.retrieval.Passage;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Passages as a model reads them, each below its number and its place. */
public final class NumberedPassages {
    private static final Pattern MARK = Pattern.compile("\\[(\\d+)]");

    private NumberedPassages() {}

    /**
     * What looks like a mark in a passage is the document's: {@code [7]} becomes {@code (7)}, or a document could cite
     * what it likes.
     */
    public static String text(List<Passage> passages, int first) {
        return IntStream.range(0, passages.size())
                .mapToObj(i -> {
                    var passage = passages.get(i);
                    return "[%d] %s, %s\n%s"
                            .formatted(
                                    first + i,
                                    passage.document(),
                                    passage.location().label(),
                                    MARK.matcher(passage.text()).replaceAll("($1)"));
                })
                .collect(Collectors.joining("\n\n"));
    }
}
