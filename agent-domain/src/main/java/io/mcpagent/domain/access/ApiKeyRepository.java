package io.mcpagent.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** API keys; one that was revoked is gone. */
public interface ApiKeyRepository {
    /**
     * Adds a key.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code api_key_taken} for a prefix that another has
     */
    void add(ApiKey key);

    Optional<ApiKey> find(String prefix);

    /** By age, oldest first. */
    List<ApiKey> ownedBy(UserId owner);

    /** Notes when it was used; nothing when it is gone. */
    void markUsed(ApiKeyId id, Instant at);

    /** Whether it was there. */
    boolean delete(ApiKeyId id);
}
