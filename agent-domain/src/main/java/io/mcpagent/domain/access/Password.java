package io.mcpagent.domain.access;

/** What somebody typed to prove who they are. Printing one shows nothing. */
public record Password(String value) {
    /** In UTF-16 code units. */
    public static final int SHORTEST = 12;

    public static final int LONGEST = 256;

    /** Whether it may be set. What is longer than that is never hashed. */
    public boolean isAcceptable() {
        return value.length() >= SHORTEST && value.length() <= LONGEST && !value.isBlank();
    }

    @Override
    public String toString() {
        return "Password[***]";
    }
}
