package io.mcpagent.domain.access;

import java.time.Instant;

/**
 * What a client gets new tokens with, once. Those that came from one login are a family.
 *
 * @param epoch of the user when it was issued
 */
public record RefreshToken(SecretHash hash, FamilyId family, UserId user, long epoch, Instant expiresAt) {
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
