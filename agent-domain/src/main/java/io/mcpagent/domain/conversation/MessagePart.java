package io.mcpagent.domain.conversation;

import java.util.Optional;

/**
 * A text and where it came from.
 *
 * @param source what within the origin: the run of a model's text, the chunk of a document's
 * @param isTainted whether it is, or was made of, text that nobody vouches for
 */
public record MessagePart(Origin origin, Optional<String> source, String text, boolean isTainted) {
    public enum Origin {
        USER,
        MODEL,
        DOCUMENT,
        TOOL,
        SYSTEM
    }

    /** One that is not tainted. */
    public MessagePart(Origin origin, Optional<String> source, String text) {
        this(origin, source, text, false);
    }
}
