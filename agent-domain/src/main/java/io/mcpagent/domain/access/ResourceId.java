package io.mcpagent.domain.access;

/** Which thing an access is about: what denials, and grants, call it by. */
public record ResourceId(Kind kind, String id) {
    public enum Kind {
        COLLECTION,
        AGENT,
        CONVERSATION,
        RUN,
        INPUT_REQUEST
    }

    public ResourceId {
        if (id.isBlank()) throw new IllegalArgumentException("the id of a resource is not blank");
    }
}
