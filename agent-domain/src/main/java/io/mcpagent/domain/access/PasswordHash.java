package io.mcpagent.domain.access;

/** What is kept of a password: its hash with salt and parameters, as {@link PasswordPort} wrote it. */
public record PasswordHash(String value) {
    public PasswordHash {
        if (value.isBlank()) throw new IllegalArgumentException("a hash is not blank");
    }

    @Override
    public String toString() {
        return "PasswordHash[***]";
    }
}
