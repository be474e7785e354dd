package io.mcpagent.domain.access;

/** A person or service account that owns things. */
public record UserId(String value) {
    public UserId {
        if (value.isBlank()) throw new IllegalArgumentException("a user id is not blank");
    }
}
