package io.mcpagent.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.IdentityClaims;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserState;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Unauthenticated;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ExternalUsersTest {
    private static final String ISSUER = "https://issuer.example";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final House house = new House();
    private final ExternalUsers users = new ExternalUsers(house.ports, house.sources);

    private static IdentityClaims claims(String subject, Instant at, Role... roles) {
        return claims(subject, Optional.of(new LoginName(subject + "@example.org")), true, at, roles);
    }

    private static IdentityClaims claims(
            String subject, Optional<LoginName> name, boolean governs, Instant at, Role... roles) {
        return new IdentityClaims(ISSUER, subject, name, Optional.of(subject), Set.of(roles), governs, at);
    }

    private void refused(IdentityClaims claims) {
        assertThatThrownBy(() -> users.of(claims))
                .isInstanceOf(Unauthenticated.class)
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("identity_refused");
    }

    @Test
    void whoComesForTheFirstTimeIsAddedAndIsTheSameFromThenOn() {
        house.admin();

        var cid = users.of(claims("cid", NOW, Role.EDITOR));

        assertThat(cid.state()).isEqualTo(new UserState.External());
        assertThat(cid.roles()).containsExactly(Role.EDITOR);
        assertThat(users.of(claims("cid", NOW, Role.EDITOR)).id()).isEqualTo(cid.id());
    }

    /** Whoever comes first would else be taken in before there is anybody to look after the installation. */
    @Test
    void nobodyComesBeforeTheFirstAdministrator() {
        refused(claims("cid", NOW, Role.ADMIN));
        assertThat(house.ports.users().isEmpty()).isTrue();
    }

    @Test
    void aNameIsNobody() {
        house.admin();
        house.add("cid", Role.ADMIN);

        refused(claims("cid", NOW, Role.EDITOR));

        var bea = users.of(claims("bea", NOW, Role.EDITOR));
        var other = new IdentityClaims(
                "https://other.example",
                "bea",
                Optional.of(new LoginName("bea@example.org")),
                Optional.empty(),
                Set.of(Role.ADMIN),
                true,
                NOW);
        refused(other);
        assertThat(house.ports.users().find(bea.id())).hasValue(bea);
    }

    @Test
    void whoHasNoNameThatWeKnowGetsOneOfTheirSubject() {
        house.admin();

        var cid = users.of(claims("auth0|5", Optional.empty(), true, NOW, Role.MEMBER));
        var dora = users.of(claims("auth0|6", Optional.empty(), true, NOW, Role.MEMBER));

        assertThat(cid.name().value()).matches("[a-z0-9]{16}@issuer\\.example");
        assertThat(dora.name()).isNotEqualTo(cid.name());
    }

    @Test
    void theProviderDecidesWhichRolesThereAreAndWhatIsOlderIsNotBelieved() {
        house.admin();
        users.of(claims("cid", NOW, Role.EDITOR));

        assertThat(users.of(claims("cid", NOW.plusSeconds(10), Role.VIEWER)).roles())
                .containsExactly(Role.VIEWER);
        assertThat(users.of(claims("cid", NOW.plusSeconds(5), Role.ADMIN)).roles())
                .containsExactly(Role.VIEWER);
    }

    @Test
    void whoHasNoRoleThereAnyMoreIsOutAndHasNoneHere() {
        house.admin();
        var cid = users.of(claims("cid", NOW, Role.ADMIN));

        refused(claims("cid", NOW.plusSeconds(10)));

        var after = house.ports.users().find(cid.id()).orElseThrow();
        assertThat(after.roles()).containsExactly(Role.VIEWER);
        assertThat(after.epoch()).isGreaterThan(cid.epoch());
        refused(claims("dora", NOW));
    }

    @Test
    void rolesThatAreGivenHereStay() {
        var admin = House.caller(house.admin());
        var cid = users.of(claims("cid", Optional.empty(), false, NOW, Role.MEMBER));
        house.users.changeRoles(admin, cid.id(), Set.of(Role.EDITOR));

        assertThat(users.of(claims("cid", Optional.empty(), false, NOW.plusSeconds(5), Role.MEMBER))
                        .roles())
                .containsExactly(Role.EDITOR);
    }

    @Test
    void whoIsDisabledHereStaysOut() {
        var admin = House.caller(house.admin());
        var cid = users.of(claims("cid", NOW, Role.EDITOR));
        house.users.disable(admin, cid.id());

        refused(claims("cid", NOW.plusSeconds(5), Role.EDITOR));
    }

    /** The roles of those who come from elsewhere are taken away elsewhere. */
    @Test
    void anAdministratorFromElsewhereDoesNotReplaceTheLastOfOurs() {
        var admin = house.admin();
        var cid = users.of(claims("cid", NOW, Role.ADMIN));

        assertThatThrownBy(() -> house.users.disable(House.caller(cid), admin.id()))
                .extracting(failure -> ((AgentFailure) failure).code())
                .isEqualTo("last_admin");
    }

    @Test
    void whoComesManyTimesAtOnceIsAddedOnce() throws Exception {
        house.admin();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<User> come = () -> {
                start.await();
                return users.of(claims("cid", NOW, Role.EDITOR));
            };
            var one = threads.submit(come);
            var two = threads.submit(come);
            start.countDown();

            assertThat(one.get().id()).isEqualTo(two.get().id());
        }
    }

    @Test
    void whatAPersonIsCalledIsMadePrintable() {
        house.admin();
        var name = "a\u0000b\u202ec\n" + "x".repeat(200);
        var claims =
                new IdentityClaims(ISSUER, "cid", Optional.empty(), Optional.of(name), Set.of(Role.MEMBER), true, NOW);

        assertThat(users.of(claims).displayName()).startsWith("abcx").hasSize(100);
    }
}
