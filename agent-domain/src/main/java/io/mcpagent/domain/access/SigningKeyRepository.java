package io.mcpagent.domain.access;

import java.util.List;

/** Signing keys; they are few. */
public interface SigningKeyRepository {
    void add(SigningKey key);

    /** By age, oldest first. */
    List<SigningKey> all();

    /** Nothing where there is none of that id. */
    void delete(String id);
}
