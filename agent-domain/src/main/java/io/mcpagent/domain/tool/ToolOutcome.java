package io.mcpagent.domain.tool;

import io.mcpagent.domain.retrieval.Passage;
import java.util.List;

/** What came of a call. */
public sealed interface ToolOutcome extends ToolResponse {
    /**
     * The model reads the text, and below it the passages with their numbers.
     *
     * @param passages that may be cited from now on
     */
    record Succeeded(String text, List<Passage> passages) implements ToolOutcome {
        public Succeeded {
            passages = List.copyOf(passages);
        }

        public Succeeded(String text) {
            this(text, List.of());
        }
    }

    /** The model reads why, and may try another way. */
    record Failed(String message) implements ToolOutcome {}
}
