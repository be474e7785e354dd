package io.mcpagent.application;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Passages for tests that care about their texts alone. */
public final class SamplePassages {
    private SamplePassages() {}

    /** One document each, named {@code 1.md} and so on, the first with the best score. */
    public static List<Passage> of(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> passage(i, texts[i]))
                .toList();
    }

    private static Passage passage(int index, String text) {
        var lines = (int) text.chars().filter(c -> c == '\n').count();
        return new Passage(
                new ChunkId(new DocumentId(new UUID(0, index + 1L)), 1, 0),
                index + 1 + ".md",
                Language.ENGLISH,
                0,
                text.length(),
                new Location.Lines(1, lines + 1),
                List.of(),
                text,
                new Scores(1.0 / (index + 1), Optional.empty(), Optional.empty()));
    }
}
