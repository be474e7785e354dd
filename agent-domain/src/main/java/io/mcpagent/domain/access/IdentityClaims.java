package io.mcpagent.domain.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an identity provider says of somebody, checked.
 *
 * @param name where it says one that has the form of a name here, and that it has verified
 * @param roles those that the settings make of its claims; empty where none of them has a part here
 * @param governsRoles whether it is asked which roles somebody has, as against the first time alone
 * @param issuedAt when it said so
 */
public record IdentityClaims(
        String issuer,
        String subject,
        Optional<LoginName> name,
        Optional<String> displayName,
        Set<Role> roles,
        boolean governsRoles,
        Instant issuedAt) {
    public IdentityClaims {
        roles = Set.copyOf(roles);
    }
}
