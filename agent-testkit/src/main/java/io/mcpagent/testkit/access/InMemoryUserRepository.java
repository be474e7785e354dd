package io.mcpagent.testkit.access;

import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Users over an {@link InMemoryStore}. */
public final class InMemoryUserRepository implements UserRepository {
    private static final Table<UserId, User> USERS = new Table<>("users");

    private final InMemoryStore store;

    public InMemoryUserRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public boolean isEmpty() {
        return store.rows(USERS).isEmpty();
    }

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(store.rows(USERS).get(id));
    }

    @Override
    public Optional<User> named(LoginName name) {
        return all().stream().filter(user -> user.name().equals(name)).findAny();
    }

    @Override
    public Optional<User> invited(SecretHash code) {
        return all().stream()
                .filter(user -> user.state() instanceof UserState.Invited invited
                        && invited.code().equals(code))
                .findAny();
    }

    @Override
    public List<User> all() {
        return store.rows(USERS).values().stream()
                .sorted(Comparator.comparing(user -> user.name().value()))
                .toList();
    }

    @Override
    public List<User> administrators() {
        return all().stream().filter(user -> user.roles().contains(Role.ADMIN)).toList();
    }

    @Override
    public User save(User user) {
        return store.write(() -> {
            var stored = find(user.id()).map(User::version).orElse(0L);
            if (named(user.name())
                    .filter(other -> !other.id().equals(user.id()))
                    .isPresent())
                throw new Conflict(
                        "user_name_taken",
                        "There is a user %s already.".formatted(user.name().value()));
            if (stored != user.version())
                throw new Conflict(
                        "user_changed",
                        "The user %s was changed meanwhile. Look again, and repeat what is still needed."
                                .formatted(user.name().value()));
            var saved = user.at(stored + 1);
            store.changing(USERS).put(saved.id(), saved);
            return saved;
        });
    }
}
