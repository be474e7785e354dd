package io.mcpagent.application.access;

import io.mcpagent.domain.access.Permission;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key that is wanted.
 *
 * @param expiresAt never, where it is empty
 */
public record NewApiKey(String name, Set<Permission> scopes, Optional<Instant> expiresAt) {
    public NewApiKey {
        scopes = Set.copyOf(scopes);
    }
}
