package io.mcpagent.domain.conversation;

import java.util.Optional;

/**
 * A text and where it came from.
 *
 * @param source what within the origin: the run of a model's text, the chunk of a document's
 */
public record MessagePart(Origin origin, Optional<String> source, String text) {
    public enum Origin {
        USER,
        MODEL,
        DOCUMENT,
        TOOL,
        SYSTEM
    }
}
