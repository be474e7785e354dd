package io.mcpagent.adapter.persistence.access;

import io.mcpagent.domain.access.FamilyId;
import io.mcpagent.domain.access.RefreshToken;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A refresh token. */
@Entity
@Table(name = "refresh_tokens")
@SuppressWarnings("NullAway.Init")
class RefreshTokenRow {
    @Id
    private String hash;

    private String family;

    @Column(name = "user_id")
    private String userId;

    private long epoch;

    @Column(name = "expires_at")
    private long expiresAt;

    /** 0 or 1. */
    @SuppressWarnings("UnusedVariable")
    private long uses;

    /** For Hibernate. */
    RefreshTokenRow() {}

    static RefreshTokenRow of(RefreshToken token) {
        var row = new RefreshTokenRow();
        row.hash = token.hash().value();
        row.family = token.family().value().toString();
        row.userId = token.user().value();
        row.epoch = token.epoch();
        row.expiresAt = AccessRows.micros(token.expiresAt());
        return row;
    }

    RefreshToken token() {
        return new RefreshToken(
                new SecretHash(hash),
                new FamilyId(UUID.fromString(family)),
                new UserId(userId),
                epoch,
                AccessRows.instant(expiresAt));
    }
}
