package io.mcpagent.application.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PasswordHash;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.testkit.SteppingTime;
import io.mcpagent.testkit.access.InMemoryUserRepository;
import io.mcpagent.testkit.transaction.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunCallersTest {
    private static final UserId ADA = new UserId("ada");
    private static final Optional<Set<Permission>> SCOPES = Optional.of(Set.of(Permission.READ, Permission.ASK));

    private final InMemoryUserRepository users = new InMemoryUserRepository(new InMemoryStore(new SteppingTime()));
    private final RunCallers callers = new RunCallers(users);

    @Test
    void aRunGoesOnWithTheRolesOfNowAndTheScopesThatItWasBegunWith() {
        var ada = users.save(user(ADA, Role.EDITOR));

        assertThat(callers.of(started(ADA, SCOPES), Optional.empty()))
                .isEqualTo(new Caller(ADA, Set.of(Role.EDITOR), SCOPES));
        users.save(ada.with(Set.of(Role.VIEWER)));
        assertThat(callers.of(started(ADA, Optional.empty()), Optional.of(new Caller(ADA))))
                .isEqualTo(new Caller(ADA, Set.of(Role.VIEWER), Optional.empty()));
    }

    @Test
    void aRunOfSomebodyWhoIsDisabledDoesNotGoOn() {
        var ada = users.save(user(ADA, Role.EDITOR));
        users.save(ada.with(new UserState.Disabled()));

        assertThatThrownBy(() -> callers.of(started(ADA, Optional.empty()), Optional.of(new Caller(ADA))))
                .isInstanceOfSatisfying(
                        Forbidden.class, denied -> assertThat(denied.code()).isEqualTo("owner_inactive"));
    }

    @Test
    void whoeverHoldsTheDataDirectoryIsNoUserWhoCouldBeDisabled() {
        var first = users.save(user(Caller.LOCAL_OWNER.user(), Role.ADMIN));
        users.save(first.with(new UserState.Disabled()));
        var local = started(Caller.LOCAL_OWNER.user(), Optional.empty());

        assertThat(callers.of(local, Optional.of(Caller.LOCAL_OWNER))).isEqualTo(Caller.LOCAL_OWNER);
        assertThatThrownBy(() -> callers.of(local, Optional.empty())).isInstanceOf(Forbidden.class);
    }

    @Test
    void withoutUsersTheOwnerOfTheInstallationGoesOnAsThat() {
        assertThat(callers.of(started(Caller.LOCAL_OWNER.user(), Optional.empty()), Optional.empty()))
                .isEqualTo(new Caller(Caller.LOCAL_OWNER.user(), Caller.LOCAL_OWNER.roles(), Optional.empty()));
    }

    /** A user of an application that embeds the library. */
    @Test
    void whoIsNotKnownGoesOnAsWhoeverAsksOrAsAMember() {
        var editor = new Caller(ADA, Set.of(Role.EDITOR), Optional.empty());

        assertThat(callers.of(started(ADA, Optional.empty()), Optional.of(editor)))
                .isEqualTo(editor);
        assertThat(callers.of(started(ADA, SCOPES), Optional.empty()))
                .isEqualTo(new Caller(ADA, Set.of(Role.MEMBER), SCOPES));
    }

    private static RunStarted started(UserId owner, Optional<Set<Permission>> scopes) {
        return new RunStarted(
                new ConversationId(new UUID(0, 1)), owner, "Why?", Set.of(), List.of(), scopes, Optional.empty());
    }

    private static User user(UserId id, Role role) {
        return new User(
                id,
                new LoginName(id.value() + "@example.org"),
                id.value(),
                Set.of(role),
                new UserState.Active(new PasswordHash("x")),
                0,
                Instant.EPOCH,
                0);
    }
}
