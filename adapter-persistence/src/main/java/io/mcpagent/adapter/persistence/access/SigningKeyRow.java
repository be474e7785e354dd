package io.mcpagent.adapter.persistence.access;

import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.access.SigningKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A signing key. */
@Entity
@Table(name = "signing_keys")
@SuppressWarnings("NullAway.Init")
class SigningKeyRow {
    @Id
    private String id;

    private String sealed;

    @Column(name = "created_at")
    private long createdAt;

    /** For Hibernate. */
    SigningKeyRow() {}

    static SigningKeyRow of(SigningKey key) {
        var row = new SigningKeyRow();
        row.id = key.id();
        row.sealed = key.sealed().value();
        row.createdAt = AccessRows.micros(key.createdAt());
        return row;
    }

    SigningKey key() {
        return new SigningKey(id, new SealedSecret(sealed), AccessRows.instant(createdAt));
    }
}
