package io.mcpagent.domain.access;

import java.time.Instant;
import java.util.Optional;

/** Refresh tokens. One that was used is remembered until it expires, so that its reuse is seen. */
public interface RefreshTokenRepository {
    void add(RefreshToken token);

    /** Whether used or not. */
    Optional<RefreshToken> find(SecretHash hash);

    /**
     * Marks one as used.
     *
     * @return whether this was the first use; of any number of calls at once, that of one alone
     */
    boolean use(SecretHash hash);

    /** Forgets a family, so that none of its tokens is known any more. */
    void endFamily(FamilyId family);

    void endAll(UserId user);

    void deleteExpired(Instant now);
}
