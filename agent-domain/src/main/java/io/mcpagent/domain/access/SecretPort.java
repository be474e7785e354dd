package io.mcpagent.domain.access;

import java.util.Optional;

/** Seals what has to be stored and must not be read, each under a key of its own. Safe for use by many threads. */
public interface SecretPort {
    /**
     * Seals a secret.
     *
     * @param purpose what it is for; it opens for no other, so that a row can't be put in another's place
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code master_key_unusable}
     */
    SealedSecret seal(String purpose, byte[] secret);

    /**
     * The secret again.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code master_key_unusable}, or {@code
     *     secret_unreadable} where it was sealed with another key, for another purpose, or was changed
     */
    byte[] open(String purpose, SealedSecret sealed);

    /**
     * The same secret under the newest master key.
     *
     * @return empty where it is under that already
     * @throws io.mcpagent.domain.failure.UpstreamFailure as {@link #open} does
     */
    Optional<SealedSecret> rotate(String purpose, SealedSecret sealed);
}
