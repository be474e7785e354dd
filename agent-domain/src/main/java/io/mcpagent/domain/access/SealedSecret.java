package io.mcpagent.domain.access;

/** A secret as it may be stored: of no use to whoever has not the master key. */
public record SealedSecret(String value) {
    public SealedSecret {
        if (value.isBlank()) throw new IllegalArgumentException("a sealed secret is not blank");
    }
}
