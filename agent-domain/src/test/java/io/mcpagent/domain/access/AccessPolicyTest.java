package io.mcpagent.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.access.AccessPolicy.Decision;
import io.mcpagent.domain.failure.Forbidden;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "ada, ada, true",
        "ada, bob, false",
        "bob, ada, false",
        "local, local, true",
        "local, ada, false",
        "ada, local, false",
        "ada, Ada, false",
        "ada, 'ada ', false"
    })
    void anOwnerMayAndNobodyElse(String caller, String owner, boolean allowed) {
        var who = new Caller(new UserId(caller));
        var whose = new UserId(owner);

        assertThat(AccessPolicy.allows(who, whose)).isEqualTo(allowed);
        assertThat(AccessPolicy.decide(who, Permission.READ, new Resource.Owned(whose)))
                .isInstanceOf(allowed ? Decision.Allowed.class : Decision.Denied.class);
    }

    @ParameterizedTest(name = "{0} with the scopes {1} · {2} · of {3} → {4}")
    @CsvSource({
        "VIEWER,        all,              READ,          shared, Allowed",
        "VIEWER,        all,              MANAGE_KEYS,   shared, Allowed",
        "VIEWER,        all,              ASK,           shared, Denied",
        "VIEWER,        all,              WRITE,         shared, Denied",
        "VIEWER,        all,              ASK,           ada,    Denied",
        "MEMBER,        all,              ASK,           ada,    Allowed",
        "MEMBER,        all,              ASK,           bob,    Denied",
        "MEMBER,        all,              WRITE,         ada,    Denied",
        "MEMBER,        all,              DEFINE_AGENTS, shared, Denied",
        "EDITOR,        all,              WRITE,         ada,    Allowed",
        "EDITOR,        all,              WRITE,         bob,    Denied",
        "EDITOR,        all,              DEFINE_AGENTS, shared, Allowed",
        "EDITOR,        all,              MANAGE_USERS,  shared, Denied",
        "ADMIN,         all,              MANAGE_USERS,  shared, Allowed",
        "EDITOR,        all,              READ_AUDIT,    shared, Denied",
        "ADMIN,         all,              READ_AUDIT,    shared, Allowed",
        "ADMIN,         all,              READ,          bob,    Denied",
        "VIEWER EDITOR, all,              WRITE,         ada,    Allowed",
        "ADMIN,         READ,             READ,          ada,    Allowed",
        "ADMIN,         READ,             MANAGE_USERS,  shared, Denied",
        "ADMIN,         READ,             WRITE,         ada,    Denied",
        "VIEWER,        READ WRITE,       WRITE,         ada,    Denied",
        "MEMBER,        MANAGE_USERS ASK, MANAGE_USERS,  shared, Denied",
        "MEMBER,        MANAGE_USERS ASK, ASK,           ada,    Allowed",
        "ADMIN,         none,             READ,          ada,    Denied",
        "none,          all,              READ,          ada,    Denied",
    })
    void decides(String roles, String scopes, Permission action, String whose, String decision) {
        var caller = new Caller(new UserId("ada"), roles(roles), scopes(scopes));
        var resource = whose.equals("shared") ? new Resource.Shared() : new Resource.Owned(new UserId(whose));

        assertThat(AccessPolicy.decide(caller, action, resource).getClass().getSimpleName())
                .isEqualTo(decision);
    }

    @Test
    void aRefusalKeepsItsReasonForTheLog() {
        var viewer = new Caller(new UserId("ada"), Set.of(Role.VIEWER), Optional.empty());

        assertThatCode(() -> AccessPolicy.require(viewer, Permission.READ)).doesNotThrowAnyException();
        assertThatThrownBy(() -> AccessPolicy.require(viewer, Permission.ASK))
                .isInstanceOfSatisfying(Forbidden.class, failure -> {
                    assertThat(failure.code()).isEqualTo("permission_missing");
                    assertThat(failure.getMessage()).contains("ask").doesNotContain("VIEWER");
                    assertThat(failure.reason()).contains("VIEWER");
                });
    }

    @Test
    void theLocalOwnerMayDoEverything() {
        assertThat(Caller.LOCAL_OWNER.permissions()).containsExactlyInAnyOrder(Permission.values());
    }

    private static Set<Role> roles(String names) {
        return names.equals("none")
                ? Set.of()
                : Arrays.stream(names.split(" ", -1)).map(Role::valueOf).collect(Collectors.toSet());
    }

    private static Optional<Set<Permission>> scopes(String names) {
        return switch (names) {
            case "all" -> Optional.empty();
            case "none" -> Optional.of(Set.of());
            default ->
                Optional.of(Arrays.stream(names.split(" ", -1))
                        .map(Permission::valueOf)
                        .collect(Collectors.toSet()));
        };
    }
}
