package io.mcpagent.domain.access;

import java.time.Instant;

/**
 * Which user somebody is whom an identity provider knows.
 *
 * @param issuer of the provider, as its tokens name it
 * @param subject never given to anybody else by the provider, as against a name or an address
 * @param claimsAt when what the user is was told last; what is older is not believed any more
 */
public record ExternalIdentity(String issuer, String subject, UserId user, Instant claimsAt) {
    public ExternalIdentity at(Instant later) {
        return new ExternalIdentity(issuer, subject, user, later);
    }
}
