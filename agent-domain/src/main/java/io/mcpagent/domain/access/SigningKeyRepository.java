package io.mcpagent.domain.access;

import java.util.List;

/** Signing keys; they are few. */
public interface SigningKeyRepository {
    void add(SigningKey key);

    /** By age, oldest first. */
    List<SigningKey> all();

    /** Nothing where there is none of that id. */
    void delete(String id);

    /**
     * Puts the same key, sealed anew, in the place of what is there.
     *
     * @return whether it was there as {@code before}; if not, somebody else has changed it
     */
    boolean reseal(String id, SealedSecret before, SealedSecret after);
}
