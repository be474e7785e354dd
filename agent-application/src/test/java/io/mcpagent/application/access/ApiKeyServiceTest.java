package io.mcpagent.application.access;

import static io.mcpagent.application.access.Failing.failsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeyServiceTest {
    private final House house = new House();
    private User ada = house.admin();

    @BeforeEach
    void hasAMember() {
        ada = house.add("ada", Role.MEMBER);
    }

    @Test
    void aKeyStandsForItsOwnerWithinItsScopes() {
        var issued = create(Permission.READ);
        var caller = house.authentication.caller(issued.secret());

        assertThat(caller.user()).isEqualTo(ada.id());
        assertThat(caller.permissions()).containsExactly(Permission.READ);
        assertThat(issued.secret()).startsWith(issued.key().prefix() + "_").startsWith("mcpa_");
        assertThat(issued.toString() + issued.key()).doesNotContain(issued.secret());
        assertThat(house.keys.keys(House.caller(ada), ada.id()))
                .extracting(ApiKey::lastUsedAt)
                .containsExactly(Optional.of(house.time.instant()));
    }

    @Test
    void aKeyNeverHasMoreThanItsOwner() {
        failsWith("api_key_invalid", () -> create(Permission.READ, Permission.WRITE));
        failsWith("api_key_invalid", () -> create(Permission.MANAGE_USERS));
        failsWith("api_key_invalid", () -> create());

        var issued = create(Permission.READ, Permission.ASK);
        house.users.changeRoles(Caller.LOCAL_OWNER, ada.id(), Set.of(Role.VIEWER));
        assertThat(house.authentication.caller(issued.secret()).permissions()).containsExactly(Permission.READ);
    }

    @Test
    void aKeyMakesNoKeyThatHasMore() {
        var small = house.authentication.caller(create(Permission.READ).secret());
        failsWith("permission_missing", () -> house.keys.create(small, ada.id(), wanted(Permission.READ)));
        failsWith("permission_missing", () -> house.keys.keys(small, ada.id()));

        var keys = house.authentication.caller(
                create(Permission.READ, Permission.MANAGE_KEYS).secret());
        failsWith("api_key_invalid", () -> house.keys.create(keys, ada.id(), wanted(Permission.ASK)));
        assertThat(house.keys.create(keys, ada.id(), wanted(Permission.READ)).secret())
                .isNotEmpty();
    }

    @Test
    void aKeyMakesNoKeyThatOutlivesIt() {
        var end = house.time.instant().plus(Duration.ofDays(30));
        var first = house.keys.create(
                House.caller(ada), ada.id(), new NewApiKey("ci", Set.of(Permission.MANAGE_KEYS), Optional.of(end)));
        var caller = house.authentication.caller(first.secret());

        failsWith("api_key_invalid", () -> house.keys.create(caller, ada.id(), ending(Optional.empty())));
        failsWith("api_key_invalid", () -> house.keys.create(caller, ada.id(), ending(Optional.of(end.plusMillis(1)))));
        assertThatThrownBy(() -> house.keys.create(caller, ada.id(), ending(Optional.empty())))
                .hasMessageContainingAll("expires_at", end.toString());
        var second = house.authentication.caller(
                house.keys.create(caller, ada.id(), ending(Optional.of(end))).secret());
        failsWith("api_key_invalid", () -> house.keys.create(second, ada.id(), ending(Optional.empty())));

        house.keys.revoke(House.caller(ada), ada.id(), first.key().id());
        failsWith("token_invalid", () -> house.keys.create(caller, ada.id(), ending(Optional.of(end))));
    }

    private static NewApiKey ending(Optional<Instant> end) {
        return new NewApiKey("ci", Set.of(Permission.MANAGE_KEYS), end);
    }

    @Test
    void aRevokedOrExpiredKeyIsOutAtOnce() {
        var revoked = create(Permission.READ);
        house.keys.revoke(House.caller(ada), ada.id(), revoked.key().id());
        failsWith("token_invalid", () -> house.authentication.caller(revoked.secret()));
        failsWith(
                "api_key_not_found",
                () -> house.keys.revoke(
                        House.caller(ada), ada.id(), revoked.key().id()));

        var end = house.time.instant().plus(Duration.ofDays(1));
        var issued = house.keys.create(
                House.caller(ada), ada.id(), new NewApiKey("ci", Set.of(Permission.READ), Optional.of(end)));
        assertThat(house.authentication.caller(issued.secret())).isNotNull();
        house.time.advance(Duration.ofDays(1));
        failsWith("token_invalid", () -> house.authentication.caller(issued.secret()));
        failsWith(
                "api_key_invalid",
                () -> house.keys.create(
                        House.caller(ada), ada.id(), new NewApiKey("ci", Set.of(Permission.READ), Optional.of(end))));
    }

    @Test
    void keysOfOthersAreForAdministrators() {
        var issued = create(Permission.READ);
        var bob = House.caller(house.add("bob", Role.EDITOR));

        failsWith("permission_missing", () -> house.keys.keys(bob, ada.id()));
        failsWith("permission_missing", () -> house.keys.create(bob, ada.id(), wanted(Permission.READ)));
        failsWith(
                "permission_missing",
                () -> house.keys.revoke(bob, ada.id(), issued.key().id()));
        failsWith(
                "api_key_not_found",
                () -> house.keys.revoke(bob, bob.user(), issued.key().id()));
        house.keys.revoke(Caller.LOCAL_OWNER, ada.id(), issued.key().id());
    }

    @Test
    void nothingLikeAKeyIsTaken() {
        var secret = create(Permission.READ).secret();
        var flipped = secret.substring(0, secret.length() - 1) + (secret.endsWith("s") ? "t" : "s");
        for (var text : new String[] {
            "mcpa_",
            flipped,
            secret + "x",
            secret.toUpperCase(java.util.Locale.ROOT),
            "mcpa_" + "x".repeat(16_384),
            secret.substring(0, 17),
            "mcpa_000000000000_" + secret.substring(18),
            ""
        }) {
            failsWith("token_invalid", () -> house.authentication.caller(text));
        }
    }

    @Test
    void aKeyHasANameOfOneLine() {
        for (var name : new String[] {"", "ci\r\nX: y", "x".repeat(101)}) {
            var wanted = new NewApiKey(name, Set.of(Permission.READ), Optional.empty());
            failsWith("api_key_invalid", () -> house.keys.create(House.caller(ada), ada.id(), wanted));
        }
    }

    private IssuedApiKey create(Permission... scopes) {
        return house.keys.create(House.caller(ada), ada.id(), wanted(scopes));
    }

    private static NewApiKey wanted(Permission... scopes) {
        return new NewApiKey("ci", Set.of(scopes), Optional.empty());
    }
}
