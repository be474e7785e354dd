package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API key. */
@Entity
@Table(name = "api_keys")
@SuppressWarnings("NullAway.Init")
class ApiKeyRow {
    @Id
    private String id;

    private String owner;
    private String name;
    private String prefix;
    private String hash;
    private String scopes;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "expires_at")
    private @Nullable Long expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Long lastUsedAt;

    /** For Hibernate. */
    ApiKeyRow() {}

    static ApiKeyRow of(ApiKey key) {
        var row = new ApiKeyRow();
        row.id = key.id().value().toString();
        row.owner = key.owner().value();
        row.name = key.name();
        row.prefix = key.prefix();
        row.hash = key.hash().value();
        row.scopes = AccessRows.names(key.scopes());
        row.createdAt = AccessRows.micros(key.createdAt());
        row.expiresAt = AccessRows.micros(key.expiresAt());
        row.lastUsedAt = AccessRows.micros(key.lastUsedAt());
        return row;
    }

    /** A row of all columns that plain SQL read. */
    static ApiKey key(Row found) throws SQLException {
        var row = new ApiKeyRow();
        row.id = found.getString("id");
        row.owner = found.getString("owner");
        row.name = found.getString("name");
        row.prefix = found.getString("prefix");
        row.hash = found.getString("hash");
        row.scopes = found.getString("scopes");
        row.createdAt = found.getLong("created_at");
        row.expiresAt = found.getLongOrNull("expires_at");
        row.lastUsedAt = found.getLongOrNull("last_used_at");
        return row.key();
    }

    ApiKey key() {
        return new ApiKey(
                new ApiKeyId(UUID.fromString(id)),
                new UserId(owner),
                name,
                prefix,
                new SecretHash(hash),
                AccessRows.constants(scopes, Permission::valueOf),
                AccessRows.instant(createdAt),
                AccessRows.instantIfAny(expiresAt),
                AccessRows.instantIfAny(lastUsedAt));
    }
}
