package io.mcpagent.domain.access;

/** What a grant allows; each includes those before it. */
public enum GrantLevel {
    READ,
    WRITE;

    public boolean includes(GrantLevel other) {
        return compareTo(other) >= 0;
    }
}
