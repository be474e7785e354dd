package io.mcpagent.application.access;

import static io.mcpagent.application.access.Failing.failsWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserServiceTest {
    private final House house = new House();

    @Test
    void theFirstUserIsAnAdministratorAndTakesOverWhatWasThere() {
        assertThat(house.authentication.isOpen()).isTrue();
        failsWith("first_user_no_admin", () -> house.add("ada", Role.EDITOR));
        failsWith("first_user_invited", () -> house.users.invite(Caller.LOCAL_OWNER, ada(Role.ADMIN)));

        assertThat(house.admin().id()).isEqualTo(Caller.LOCAL_OWNER.user());
        assertThat(house.add("ada", Role.MEMBER).id()).isNotEqualTo(Caller.LOCAL_OWNER.user());
        assertThat(house.authentication.isOpen()).isFalse();
    }

    @Test
    void theFirstUserComesInWithTheCodeOfTheConsoleOnce() {
        var first = new FirstOwner(house.ports.users(), house.users, house.sources.secrets(), house.trail);
        var code = first.code().orElseThrow();

        failsWith("setup_code_wrong", () -> first.setUp("another", "ada@example.org", "Ada", House.PASSWORD));
        failsWith("password_unacceptable", () -> first.setUp(code, "ada@example.org", "Ada", new Password("short")));
        failsWith("user_invalid", () -> first.setUp(code, "ada", "Ada", House.PASSWORD));
        var owner = first.setUp(code, "ada@example.org", "Ada", House.PASSWORD);

        assertThat(owner.isActiveAdmin()).isTrue();
        assertThat(first.code()).isEmpty();
        failsWith("set_up_already", () -> first.setUp(code, "eve@example.org", "Eve", House.PASSWORD));
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEWER", "MEMBER", "EDITOR"})
    void administrationIsForAdministrators(Role role) {
        var admin = house.admin();
        var caller = House.caller(house.add("bob", role));

        failsWith("permission_missing", () -> house.users.users(caller));
        failsWith("permission_missing", () -> house.users.user(caller, admin.id()));
        failsWith("permission_missing", () -> house.users.user(caller, new UserId("nobody")));
        failsWith("permission_missing", () -> house.users.create(caller, ada(Role.VIEWER), House.PASSWORD));
        failsWith("permission_missing", () -> house.users.invite(caller, ada(Role.VIEWER)));
        failsWith("permission_missing", () -> house.users.disable(caller, admin.id()));
        failsWith("permission_missing", () -> house.users.reset(caller, admin.id()));
        failsWith("permission_missing", () -> house.users.changeRoles(caller, caller.user(), Set.of(Role.ADMIN)));
        assertThat(house.users.me(caller).name().value()).isEqualTo(House.address("bob"));
    }

    @Test
    void theLastAdministratorStays() {
        var admin = house.admin();
        var second = house.add("second", Role.ADMIN);
        house.users.disable(Caller.LOCAL_OWNER, second.id());

        failsWith("last_admin", () -> house.users.disable(Caller.LOCAL_OWNER, admin.id()));
        failsWith("last_admin", () -> house.users.changeRoles(Caller.LOCAL_OWNER, admin.id(), Set.of(Role.EDITOR)));

        var back = house.users.reset(Caller.LOCAL_OWNER, second.id());
        failsWith("last_admin", () -> house.users.disable(Caller.LOCAL_OWNER, admin.id()));
        house.logins.accept(back.code(), House.PASSWORD);
        assertThat(house.users.disable(Caller.LOCAL_OWNER, admin.id()).isActive())
                .isFalse();
    }

    @Test
    void noAdministratorTakesTheLastPasswordOfOne() {
        var admin = House.caller(house.admin());
        var second = house.add("second", Role.ADMIN);
        house.users.reset(admin, second.id());

        failsWith("last_admin", () -> house.users.reset(admin, admin.user()));
        failsWith("last_admin", () -> house.users.reset(admin.within("request-1"), admin.user()));
        assertThat(house.login("admin")).isNotNull();
    }

    @Test
    void ofTwoAdministratorsWhoResetEachOtherAtOnceOneStays() throws InterruptedException {
        for (var round = 0; round < 20; round++) {
            var two = new House();
            var ada = two.admin();
            var bob = two.add("bob", Role.ADMIN);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var outcomes = threads.invokeAll(List.<Callable<Invitation>>of(
                        () -> two.users.reset(House.caller(ada), bob.id()),
                        () -> two.users.reset(House.caller(bob), ada.id())));
                assertThat(outcomes)
                        .filteredOn(one -> one.state() == Future.State.FAILED)
                        .hasSize(1);
            }
            assertThat(two.users.users(Caller.LOCAL_OWNER))
                    .filteredOn(User::isActiveAdmin)
                    .hasSize(1);
        }
    }

    /** The way back in for whoever forgot the only password there is. */
    @Test
    void whoeverHoldsTheDataDirectoryResetsTheLastAdministratorToo() {
        var admin = house.admin();

        var invitation = house.users.reset(Caller.LOCAL_OWNER.within("request-1"), admin.id());

        failsWith("credentials_wrong", () -> house.login("admin"));
        house.logins.accept(invitation.code(), new Password("another horse battery"));
        house.login("admin", new Password("another horse battery"));
    }

    @Test
    void whoIsDisabledIsOutAtOnce() {
        house.admin();
        var ada = house.add("ada", Role.EDITOR);
        var signedIn = house.login("ada");
        var key = key(ada);
        assertThat(house.authentication.caller(key).user()).isEqualTo(ada.id());

        house.users.disable(Caller.LOCAL_OWNER, ada.id());

        failsWith("token_invalid", () -> house.authentication.caller(signedIn.accessToken()));
        failsWith("token_invalid", () -> house.authentication.caller(key));
        failsWith("refresh_token_invalid", () -> house.logins.refresh(signedIn.refreshToken()));
        failsWith("credentials_wrong", () -> house.login("ada"));
    }

    @Test
    void aResetTakesThePasswordAndWhatIsSignedIn() {
        house.admin();
        var ada = house.add("ada", Role.EDITOR);
        var signedIn = house.login("ada");
        var key = key(ada);

        var invitation = house.users.reset(Caller.LOCAL_OWNER, ada.id());

        failsWith("token_invalid", () -> house.authentication.caller(signedIn.accessToken()));
        failsWith("token_invalid", () -> house.authentication.caller(key));
        failsWith("credentials_wrong", () -> house.login("ada"));
        house.logins.accept(invitation.code(), new Password("another horse battery"));
        house.login("ada", new Password("another horse battery"));
        failsWith("token_invalid", () -> house.authentication.caller(signedIn.accessToken()));
        assertThat(invitation.toString()).doesNotContain(invitation.code());
    }

    @Test
    void otherRolesHoldFromTheNextRequest() {
        house.admin();
        var ada = house.add("ada", Role.EDITOR);
        var token = house.login("ada").accessToken();
        house.users.changeRoles(Caller.LOCAL_OWNER, ada.id(), Set.of(Role.VIEWER));

        assertThat(house.authentication.caller(token).roles()).containsExactly(Role.VIEWER);
        failsWith("user_invalid", () -> house.users.changeRoles(Caller.LOCAL_OWNER, ada.id(), Set.of()));
        failsWith(
                "user_not_found",
                () -> house.users.changeRoles(Caller.LOCAL_OWNER, new UserId("nobody"), Set.of(Role.VIEWER)));
    }

    @Test
    void aKeyThatAdministersUsersGivesNobodyMoreThanItHas() {
        var admin = house.admin();
        var viewer = house.add("viewer", Role.VIEWER);
        var key = new Caller(
                admin.id(),
                admin.roles(),
                Optional.of(Set.of(Permission.MANAGE_USERS, Permission.READ, Permission.MANAGE_KEYS)));

        failsWith("permission_missing", () -> house.users.create(key, ada(Role.ADMIN), House.PASSWORD));
        failsWith("permission_missing", () -> house.users.invite(key, ada(Role.MEMBER)));
        failsWith("permission_missing", () -> house.users.changeRoles(key, viewer.id(), Set.of(Role.EDITOR)));
        failsWith("permission_missing", () -> house.users.reset(key, admin.id()));
        failsWith("permission_missing", () -> house.users.disable(key, admin.id()));
        assertThat(house.users.invite(key, ada(Role.VIEWER)).user().roles()).containsExactly(Role.VIEWER);
    }

    @Test
    void namesAreCheckedAndUnique() {
        house.admin();
        for (var name : new String[] {"", "ada", "ada@example.org\r\nX: y", "x".repeat(300) + "@example.org"}) {
            var wanted = new NewUser(name, "Ada", Set.of(Role.MEMBER));
            failsWith("user_invalid", () -> house.users.create(Caller.LOCAL_OWNER, wanted, House.PASSWORD));
        }
        var split = new NewUser("ada@example.org", "Ada\r\nSet-Cookie: a", Set.of(Role.MEMBER));
        failsWith("user_invalid", () -> house.users.create(Caller.LOCAL_OWNER, split, House.PASSWORD));
        var without = new NewUser("ada@example.org", "Ada", Set.of());
        failsWith("user_invalid", () -> house.users.create(Caller.LOCAL_OWNER, without, House.PASSWORD));
        failsWith("user_name_taken", () -> house.add("ADMIN", Role.MEMBER));
        assertThat(house.users.users(Caller.LOCAL_OWNER))
                .extracting(User::state)
                .hasOnlyElementsOfType(UserState.Active.class)
                .hasSize(1);
    }

    private String key(User owner) {
        var wanted = new NewApiKey("ci", Set.of(Permission.READ), Optional.empty());
        return house.keys.create(House.caller(owner), owner.id(), wanted).secret();
    }

    private static NewUser ada(Role role) {
        return new NewUser("ada@example.org", "Ada", Set.of(role));
    }
}
