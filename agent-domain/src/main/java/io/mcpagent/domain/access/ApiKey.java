package io.mcpagent.domain.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a program signs in with, on behalf of its owner.
 *
 * @param prefix the part of the key that is no secret, by which it is found and told from others; unique
 * @param hash of the whole key
 * @param scopes what it may be used for, as far as its owner may do that
 * @param lastUsedAt to the minute
 */
public record ApiKey(
        ApiKeyId id,
        UserId owner,
        String name,
        String prefix,
        SecretHash hash,
        Set<Permission> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    private static final int LONGEST_NAME = 100;

    /** @throws IllegalArgumentException whose message is for who gave the name and scopes */
    public ApiKey {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !OneLine.isPrintable(name))
            throw new IllegalArgumentException("a key's name has 1 to %d printable characters".formatted(LONGEST_NAME));
        scopes = Set.copyOf(scopes);
        if (scopes.isEmpty())
            throw new IllegalArgumentException("a key has at least one scope; without, it is of no use");
    }

    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }

    public ApiKey usedAt(Instant now) {
        return new ApiKey(id, owner, name, prefix, hash, scopes, createdAt, expiresAt, Optional.of(now));
    }
}
