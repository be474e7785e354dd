package io.mcpagent.adapter.persistence.access;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Entities;
import io.mcpagent.adapter.persistence.transaction.Remembered;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.failure.Conflict;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.Optional;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Users. */
public final class JpaUserRepository implements UserRepository {
    private final Entities entities;
    private final Remembered<UserId, User> byId;

    public JpaUserRepository(Entities entities) {
        this.entities = entities;
        this.byId = new Remembered<>(entities.database());
    }

    /** In plain SQL, so that an installation without users never waits for Hibernate. */
    @Override
    public boolean isEmpty() {
        return entities.database()
                .read(session -> session.first("SELECT 1 FROM users LIMIT 1", row -> row.getInt(1)))
                .isEmpty();
    }

    @Override
    public Optional<User> find(UserId id) {
        return byId.find(id, () -> read(id));
    }

    /** In plain SQL, as each request and each step of a run may ask for it: Hibernate takes several times as long. */
    private Optional<User> read(UserId id) {
        return entities.database().read(session -> session.first("""
                        SELECT id, name, display_name, roles, state, password_hash, invitation_hash, invitation_until,
                            epoch, created_at, version
                        FROM users WHERE id = ?
                        """, row -> UserRow.user(row), id.value()));
    }

    @Override
    public Optional<User> named(LoginName name) {
        return entities.read(session -> query(session, "where name = ?1", name.value())).stream()
                .findFirst();
    }

    @Override
    public Optional<User> invited(SecretHash code) {
        return entities.read(session -> query(session, "where invitationHash = ?1", code.value())).stream()
                .findFirst();
    }

    @Override
    public List<User> all() {
        return entities.read(session -> query(session, "order by name"));
    }

    @Override
    public List<User> administrators() {
        var database = entities.database();
        var lock = "SELECT id FROM users WHERE roles LIKE '%ADMIN%' ORDER BY id"
                + database.dialect().locking();
        if (database.isWriting()) database.write(session -> session.query(lock, row -> row.getString("id")));
        return entities.read(session -> query(session, "where roles like '%ADMIN%' order by name"));
    }

    @Override
    public User save(User user) {
        try {
            return entities.write(session -> {
                byId.changes();
                return saved(session, user);
            });
        } catch (ConstraintViolated e) {
            throw taken(user, e);
        }
    }

    private static User saved(StatelessSession session, User user) {
        var row = UserRow.of(user);
        if (user.version() == 0) {
            if (session.get(UserRow.class, user.id().value()) != null) throw changed(user, null);
            if (!query(session, "where name = ?1", user.name().value()).isEmpty()) throw taken(user, null);
            session.insert(row);
        } else {
            try {
                session.update(row);
            } catch (StaleStateException | OptimisticLockException stale) {
                throw changed(user, stale);
            }
        }
        return row.user();
    }

    private static List<User> query(StatelessSession session, String condition, Object... arguments) {
        var query = session.createSelectionQuery("from UserRow " + condition, UserRow.class);
        for (var i = 0; i < arguments.length; i++) {
            query.setParameter(i + 1, arguments[i]);
        }
        return query.getResultList().stream().map(UserRow::user).toList();
    }

    private static Conflict taken(User user, @Nullable Exception cause) {
        return new Conflict(
                "user_name_taken",
                "There is a user %s already.".formatted(user.name().value()),
                cause);
    }

    private static Conflict changed(User user, @Nullable Exception cause) {
        return new Conflict(
                "user_changed",
                "The user %s was changed meanwhile. Look again, and repeat what is still needed."
                        .formatted(user.name().value()),
                cause);
    }
}
