package io.mcpagent.domain.access;

import java.util.Optional;

/** Who came from an identity provider. */
public interface ExternalIdentityRepository {
    Optional<ExternalIdentity> find(String issuer, String subject);

    /** Adds it, or replaces the one of the same issuer and subject. */
    void save(ExternalIdentity identity);
}
