package io.mcpagent.adapter.llm.conversation;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Passages of one line each. */
final class SamplePassages {
    private SamplePassages() {}

    static List<Passage> of(String text) {
        return List.of(new Passage(
                new ChunkId(new DocumentId(new UUID(0, 1)), 1, 0),
                "counts.md",
                Language.ENGLISH,
                0,
                text.length(),
                new Location.Lines(1, 1),
                List.of(),
                text,
                new Scores(1, Optional.of(.9), Optional.of(5.0))));
    }
}
