package io.mcpagent.domain.access;

import java.util.List;
import java.util.Optional;

/** Users; they are never deleted, as what they made names them. */
public interface UserRepository {
    /** Whether there is none. Cheap: asked with each request until there is one. */
    boolean isEmpty();

    Optional<User> find(UserId id);

    Optional<User> named(LoginName name);

    /** The one who was invited with a code of that hash, also when the code is too old. */
    Optional<User> invited(SecretHash code);

    /** By name. */
    List<User> all();

    /** Those who have the role, in whatever state. In a write, nobody else changes them until it ends. */
    List<User> administrators();

    /**
     * Adds a user of version 0, or replaces the one that was read.
     *
     * @return it, with its new version
     * @throws io.mcpagent.domain.failure.Conflict with code {@code user_name_taken}, or {@code user_changed} when it is not
     *     of the version that is stored
     */
    User save(User user);
}
