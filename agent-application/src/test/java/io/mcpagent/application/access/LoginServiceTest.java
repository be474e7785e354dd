package io.mcpagent.application.access;

import static io.mcpagent.application.access.Failing.failsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Password;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.LimitExceeded;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginServiceTest {
    private static final Password WRONG = new Password("wrong horse battery");

    /** Of the id of the local owner, and not that. */
    private static final Caller FIRST = new Caller(Caller.LOCAL_OWNER.user(), Set.of(Role.ADMIN), Optional.empty());

    private final House house = new House();

    @BeforeEach
    void hasAnAdmin() {
        house.admin();
    }

    @Test
    void signsInByNameAndPassword() {
        var signedIn = house.logins.login(
                new LoginRequest(" Admin@Example.org ", House.PASSWORD, House.ADDRESS, Optional.empty()));

        assertThat(house.authentication.caller(signedIn.accessToken())).isEqualTo(FIRST);
        assertThat(signedIn.expiresAt()).isEqualTo(house.time.instant().plus(Duration.ofMinutes(15)));
        assertThat(signedIn.toString()).doesNotContain(signedIn.accessToken(), signedIn.refreshToken());
    }

    @Test
    void anAccessTokenLastsFifteenMinutes() {
        var token = house.login("admin").accessToken();
        house.time.advance(Duration.ofMinutes(15));
        failsWith("token_expired", () -> house.authentication.caller(token));
    }

    @Test
    void nobodyCostsAndSaysTheSameAsAWrongPassword() {
        house.users.disable(Caller.LOCAL_OWNER, house.add("gone", Role.MEMBER).id());
        house.users.invite(Caller.LOCAL_OWNER, new NewUser(House.address("invited"), "", Set.of(Role.MEMBER)));
        for (var name : new String[] {"admin", "nobody", "gone", "invited", "no name at all\r\n"}) {
            var before = house.passwords.compared();
            assertThatThrownBy(() -> house.login(name, WRONG)).isInstanceOfSatisfying(AgentFailure.class, failure -> {
                assertThat(failure.code()).isEqualTo("credentials_wrong");
                assertThat(failure.getMessage()).isEqualTo("The name or the password is wrong.");
            });
            assertThat(house.passwords.compared()).as(name).isEqualTo(before + 1);
        }
        failsWith("credentials_wrong", () -> house.login("gone"));
    }

    @Test
    void aPasswordThatIsTooLongIsWrong() {
        failsWith("credentials_wrong", () -> house.login("admin", new Password("x".repeat(1_000_000))));
    }

    @Test
    void failuresMakeTheNextTryWaitLongerAndLonger() {
        for (var i = 0; i < 5; i++) failsWith("credentials_wrong", () -> house.login("admin", WRONG));
        for (var wait = 1; wait <= 256; wait *= 2) {
            var expected = Duration.ofSeconds(wait);
            assertThatThrownBy(() -> house.login("admin"))
                    .isInstanceOfSatisfying(
                            LimitExceeded.class,
                            failure -> assertThat(failure.retryAfter()).isEqualTo(expected));
            house.time.advance(expected);
            failsWith("credentials_wrong", () -> house.login("admin", WRONG));
        }
        house.time.advance(Duration.ofSeconds(256));
        house.login("admin");
        failsWith("credentials_wrong", () -> house.login("admin", WRONG));
    }

    @Test
    void manyNamesFromOneAddressWaitToo() {
        for (var i = 0; i < 20; i++) {
            var name = "nobody" + i;
            failsWith("credentials_wrong", () -> house.login(name, WRONG));
        }
        failsWith("login_throttled", () -> house.login("admin"));
        assertThat(house.logins.login(
                        new LoginRequest(House.address("admin"), House.PASSWORD, "198.51.100.1", Optional.empty())))
                .isNotNull();
    }

    @Test
    void aNameThatCanBeNoneIsCountedByItsAddressAlone() {
        for (var i = 0; i < 20; i++) failsWith("credentials_wrong", () -> house.login("no name at all\r\n", WRONG));
        failsWith("login_throttled", () -> house.login("no name at all\r\n", WRONG));

        var elsewhere = new LoginRequest("no name at all\r\n", WRONG, "198.51.100.1", Optional.empty());
        failsWith("credentials_wrong", () -> house.logins.login(elsewhere));
    }

    /** Of a stranger's megabytes nothing stays, however many names are remembered. */
    @Test
    void aNameThatIsTooLongForOneIsNotKept() {
        var kept = new ArrayList<WeakReference<String>>();
        for (var i = 0; i < 5; i++) {
            var name = "x".repeat(1 << 20) + i;
            kept.add(new WeakReference<>(name));
            failsWith(
                    "credentials_wrong",
                    () -> house.logins.login(new LoginRequest(name, WRONG, House.ADDRESS, Optional.empty())));
        }
        var until = Instant.now().plusSeconds(20);
        while (kept.stream().anyMatch(name -> !name.refersTo(null))
                && Instant.now().isBefore(until)) System.gc();
        assertThat(kept).allMatch(name -> name.refersTo(null));
    }

    @Test
    void manyTriesAtOnceAreCountedEach() throws InterruptedException {
        Callable<String> tried = () -> {
            try {
                house.login("admin", WRONG);
                return "signed in";
            } catch (AgentFailure failure) {
                return failure.code();
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = threads
                    .invokeAll(IntStream.range(0, 50).mapToObj(i -> tried).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(codes).filteredOn("credentials_wrong"::equals).hasSize(5);
        }
    }

    @Test
    void aRefreshTokenIsGoodForOneMore() {
        var first = house.login("admin");
        house.time.advance(Duration.ofHours(1));
        var second = house.logins.refresh(first.refreshToken());

        assertThat(house.authentication.caller(second.accessToken())).isEqualTo(FIRST);
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(house.logins.refresh(second.refreshToken())).isNotNull();
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsItsFamilyAlone() {
        var other = house.login("admin");
        var first = house.login("admin");
        var second = house.logins.refresh(first.refreshToken());

        failsWith("refresh_token_invalid", () -> house.logins.refresh(first.refreshToken()));
        failsWith("refresh_token_invalid", () -> house.logins.refresh(second.refreshToken()));
        assertThat(house.logins.refresh(other.refreshToken())).isNotNull();
    }

    @Test
    void ofTwoRefreshesAtOnceAtMostOneIsAnswered() throws InterruptedException, ExecutionException {
        var token = house.login("admin").refreshToken();
        Callable<Boolean> refresh = () -> {
            try {
                house.logins.refresh(token);
                return true;
            } catch (AgentFailure refused) {
                return false;
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answered = 0;
            for (var one : threads.invokeAll(
                    IntStream.range(0, 8).mapToObj(i -> refresh).toList())) answered += one.get() ? 1 : 0;
            assertThat(answered).isEqualTo(1);
        }
        failsWith("refresh_token_invalid", () -> house.logins.refresh(token));
    }

    @Test
    void aRefreshTokenExpires() {
        var token = house.login("admin").refreshToken();
        house.time.advance(Duration.ofDays(30));
        failsWith("refresh_token_invalid", () -> house.logins.refresh(token));
    }

    @Test
    void noOtherTokenRefreshes() {
        var signedIn = house.login("admin");
        for (var token : new String[] {"", "x".repeat(16_384), signedIn.accessToken()})
            failsWith("refresh_token_invalid", () -> house.logins.refresh(token));
    }

    @Test
    void aLogoutEndsOneLogin() {
        var first = house.login("admin");
        var other = house.login("admin");
        house.logins.logout(first.refreshToken());
        house.logins.logout("unknown");

        failsWith("refresh_token_invalid", () -> house.logins.refresh(first.refreshToken()));
        assertThat(house.logins.refresh(other.refreshToken())).isNotNull();
    }

    @Test
    void aLogoutEverywhereEndsAllAtOnce() {
        var first = house.login("admin");
        var second = house.login("admin");
        house.logins.logoutEverywhere(Caller.LOCAL_OWNER);

        failsWith("token_invalid", () -> house.authentication.caller(first.accessToken()));
        failsWith("token_invalid", () -> house.authentication.caller(second.accessToken()));
        failsWith("refresh_token_invalid", () -> house.logins.refresh(second.refreshToken()));
        assertThat(house.authentication.caller(house.login("admin").accessToken()))
                .isNotNull();
    }

    @Test
    void aHashIsMadeAnewWhenParametersWereRaised() {
        var before = house.users.me(Caller.LOCAL_OWNER).state();
        house.passwords.raiseParameters();
        house.login("admin");

        var after = house.users.me(Caller.LOCAL_OWNER).state();
        assertThat(after).isNotEqualTo(before);
        assertThat(house.passwords.isOutdated(((UserState.Active) after).password()))
                .isFalse();
        house.login("admin");
        assertThat(house.users.me(Caller.LOCAL_OWNER).state()).isEqualTo(after);
    }

    @Test
    void anInvitationIsAcceptedOnceAndInTime() {
        var invitation =
                house.users.invite(Caller.LOCAL_OWNER, new NewUser(House.address("ada"), "Ada", Set.of(Role.MEMBER)));
        failsWith("password_unacceptable", () -> house.logins.accept(invitation.code(), new Password("short")));
        failsWith("invitation_invalid", () -> house.logins.accept("another", House.PASSWORD));

        var signedIn = house.logins.accept(invitation.code(), House.PASSWORD);

        assertThat(house.authentication.caller(signedIn.accessToken()).user())
                .isEqualTo(invitation.user().id());
        failsWith("invitation_invalid", () -> house.logins.accept(invitation.code(), House.PASSWORD));
        house.login("ada");

        var late = house.users.reset(Caller.LOCAL_OWNER, invitation.user().id());
        house.time.advance(Duration.ofDays(7));
        failsWith("invitation_invalid", () -> house.logins.accept(late.code(), House.PASSWORD));
    }
}
