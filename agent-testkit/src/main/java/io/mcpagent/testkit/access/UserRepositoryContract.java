package io.mcpagent.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.transaction.TransactionPort;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold for users. */
public interface UserRepositoryContract {
    UserRepository users();

    TransactionPort transactions();

    IdSource ids();

    @Test
    default void hasNobodyAtFirst() {
        assertThat(users().isEmpty()).isTrue();
        assertThat(users().all()).isEmpty();
        assertThat(users().find(new UserId("nobody"))).isEmpty();
    }

    @Test
    default void keepsAUserInEachState() {
        var invited = new UserState.Invited(SecretHash.of("code"), Instant.parse("2026-02-01T00:00:00.123456Z"));
        var states = new UserState[] {active(), new UserState.External(), new UserState.Disabled(), invited};

        var saved = Stream.of(states)
                .map(state -> users().save(user("u" + ids().next()).with(state)))
                .toList();

        assertThat(saved).allSatisfy(user -> assertThat(users().find(user.id())).contains(user));
        assertThat(saved).extracting(User::state).containsExactly(states);
        assertThat(users().isEmpty()).isFalse();
        assertThat(users().invited(SecretHash.of("code"))).contains(saved.getLast());
        assertThat(users().invited(SecretHash.of("another"))).isEmpty();
    }

    @Test
    default void findsAUserByNameAndListsAllByName() {
        var bob = users().save(user("bob"));
        var ada = users().save(user("ada"));

        assertThat(users().all()).containsExactly(ada, bob);
        assertThat(users().named(new LoginName("BOB@example.org"))).contains(bob);
        assertThat(users().named(new LoginName("cid@example.org"))).isEmpty();
    }

    @Test
    default void countsVersions() {
        var first = users().save(user("ada"));
        var second = users().save(first.with(Set.of(Role.VIEWER, Role.ADMIN)).signedOut());

        assertThat(first.version()).isPositive();
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(users().find(first.id())).contains(second);
        assertThat(second.epoch()).isEqualTo(1);
    }

    @Test
    default void refusesAChangeOfAnOldVersion() {
        var first = users().save(user("ada"));
        var second = users().save(first.with(new UserState.Disabled()));

        for (var stale : new User[] {first.with(Set.of(Role.ADMIN)), first.at(0)}) {
            assertThatThrownBy(() -> users().save(stale))
                    .isInstanceOfSatisfying(
                            Conflict.class,
                            failure -> assertThat(failure.code()).isEqualTo("user_changed"));
        }
        assertThat(users().find(first.id())).contains(second);
    }

    @Test
    default void refusesANameThatAnotherHas() {
        var ada = users().save(user("ada"));

        assertThatThrownBy(() -> users().save(user("ada")))
                .isInstanceOfSatisfying(
                        Conflict.class, failure -> assertThat(failure.code()).isEqualTo("user_name_taken"));
        assertThat(users().all()).containsExactly(ada);
    }

    @Test
    default void listsAdministratorsInWhateverState() {
        users().save(user("ada"));
        var bob = users().save(user("bob").with(Set.of(Role.ADMIN, Role.VIEWER)));
        var cid = users().save(user("cid").with(Set.of(Role.ADMIN)).with(new UserState.Disabled()));

        assertThat(transactions().write(() -> users().administrators())).containsExactlyInAnyOrder(bob, cid);
    }

    @Test
    default void leavesNothingBehindInATransactionThatFails() {
        var ada = users().save(user("ada"));

        assertThatThrownBy(() -> transactions().write(() -> {
                    users().save(ada.with(new UserState.Disabled()));
                    users().save(user("bob"));
                    assertThat(users().find(ada.id()).orElseThrow().isActive()).isFalse();
                    assertThat(users().all()).hasSize(2);
                    throw new IllegalStateException("the body fails");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(users().all()).containsExactly(ada);
    }

    @Test
    default void severalChangesOfOneTransactionAreKept() {
        var all = IntStream.range(0, 3).mapToObj(i -> user("u" + i)).toList();
        var saved = transactions()
                .write(() -> all.stream()
                        .map(user -> users().save(users().save(user).signedOut()))
                        .toList());

        assertThat(users().all()).isEqualTo(saved);
    }

    private User user(String name) {
        return new User(
                new UserId(ids().next().toString()),
                new LoginName(name + "@example.org"),
                "Grüße, " + name + " 🙂",
                Set.of(Role.MEMBER),
                active(),
                0,
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                0);
    }

    private static UserState active() {
        return new UserState.Active(new PasswordHash("$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA"));
    }
}
