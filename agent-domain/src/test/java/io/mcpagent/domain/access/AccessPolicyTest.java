package io.mcpagent.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.access.AccessPolicy.Decision;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
    private static final ResourceId ID = new ResourceId(ResourceId.Kind.COLLECTION, "1");

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
        var decision = allowed ? Decision.Allowed.class : Decision.Denied.class;

        assertThat(AccessPolicy.decide(who, Permission.READ, new Resource.Owned(ID, whose)))
                .isInstanceOf(decision);
        assertThat(AccessPolicy.decide(
                        who, Permission.READ, new Resource.Granted(ID, Optional.of(whose), false, Set.of())))
                .isInstanceOf(decision);
    }

    /** What Bob owns, and what Ada may do with it. */
    @ParameterizedTest(name = "{0} with the scopes {1} · {2} · granted {3} → {4}")
    @CsvSource({
        "VIEWER,        all,           READ,          '',                     Denied",
        "VIEWER,        all,           READ,          'ada READ',             Allowed",
        "VIEWER,        all,           READ,          'ada WRITE',            Allowed",
        "VIEWER,        all,           READ,          'VIEWER READ',          Allowed",
        "VIEWER,        all,           READ,          'EDITOR READ',          Denied",
        "VIEWER,        all,           READ,          'cid WRITE',            Denied",
        "VIEWER,        all,           WRITE,         'ada WRITE',            Denied",
        "VIEWER,        all,           ASK,           'ada WRITE',            Denied",
        "MEMBER,        all,           WRITE,         'ada WRITE',            Denied",
        "MEMBER,        all,           ASK,           'ada READ',             Allowed",
        "EDITOR,        all,           WRITE,         'ada READ',             Denied",
        "EDITOR,        all,           WRITE,         'ada WRITE',            Allowed",
        "EDITOR,        all,           WRITE,         'EDITOR WRITE',         Allowed",
        "EDITOR,        all,           WRITE,         'ada READ EDITOR WRITE', Allowed",
        "EDITOR,        all,           DEFINE_AGENTS, 'ada READ',             Denied",
        "EDITOR,        all,           DEFINE_AGENTS, 'ada WRITE',            Allowed",
        "VIEWER EDITOR, all,           WRITE,         'VIEWER WRITE',         Allowed",
        "ADMIN,         all,           READ,          '',                     Denied",
        "ADMIN,         all,           READ,          'EDITOR READ',          Denied",
        "ADMIN,         all,           READ,          'ADMIN READ',           Allowed",
        "ADMIN,         all,           MANAGE_USERS,  'ada WRITE',            Denied",
        "EDITOR,        READ,          WRITE,         'ada WRITE',            Denied",
        "EDITOR,        READ,          READ,          'ada WRITE',            Allowed",
        "EDITOR,        WRITE,         READ,          'ada WRITE',            Denied",
        "EDITOR,        none,          READ,          'ada WRITE',            Denied",
        "none,          all,           READ,          'ada WRITE',            Denied",
    })
    void aGrantAllowsWhatRolesAndScopesAllowToo(
            String roles, String scopes, Permission action, String grants, String decision) {
        var caller = new Caller(new UserId("ada"), roles(roles), scopes(scopes));
        var resource = new Resource.Granted(ID, Optional.of(new UserId("bob")), false, grants(grants));

        assertThat(decided(caller, action, resource)).isEqualTo(decision);
    }

    @ParameterizedTest(name = "{0} with the scopes {1} · {2} · owner {3}, open {4}, granted {5} → {6}")
    @CsvSource({
        "VIEWER, all,  READ,          bob,  true,  '',          Allowed",
        "MEMBER, all,  ASK,           bob,  true,  '',          Allowed",
        "VIEWER, all,  ASK,           bob,  true,  '',          Denied",
        "EDITOR, all,  DEFINE_AGENTS, bob,  true,  '',          Denied",
        "EDITOR, all,  DEFINE_AGENTS, bob,  true,  'ada WRITE', Allowed",
        "EDITOR, all,  DEFINE_AGENTS, none, true,  '',          Allowed",
        "EDITOR, all,  READ,          none, false, '',          Allowed",
        "EDITOR, READ, READ,          none, false, '',          Denied",
        "MEMBER, all,  READ,          none, false, '',          Denied",
        "MEMBER, all,  READ,          none, false, 'ada READ',  Allowed",
        "MEMBER, all,  DEFINE_AGENTS, none, true,  'ada WRITE', Denied",
        "ADMIN,  all,  READ,          bob,  false, '',          Denied",
    })
    void anAgentMayBeOpenOrOfTheInstallation(
            String roles,
            String scopes,
            Permission action,
            String owner,
            boolean isOpen,
            String grants,
            String decision) {
        var caller = new Caller(new UserId("ada"), roles(roles), scopes(scopes));
        var whose = Optional.of(owner).filter(name -> !name.equals("none")).map(UserId::new);

        assertThat(decided(caller, action, new Resource.Granted(ID, whose, isOpen, grants(grants))))
                .isEqualTo(decision);
    }

    @Test
    void whatIsForTheOwnerIsForNobodyElseWhateverIsGranted() {
        var editor = new Caller(new UserId("ada"), Set.of(Role.EDITOR), Optional.empty());
        var granted = new Resource.Granted(ID, Optional.of(new UserId("bob")), true, grants("ada WRITE"));

        assertThat(decided(editor, Permission.WRITE, granted)).isEqualTo("Allowed");
        assertThat(decided(editor, Permission.WRITE, granted.forItsOwner())).isEqualTo("Denied");
        assertThat(decided(editor, Permission.READ, granted.forItsOwner())).isEqualTo("Denied");
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
        var resource = whose.equals("shared") ? new Resource.Shared() : new Resource.Owned(ID, new UserId(whose));

        assertThat(decided(caller, action, resource)).isEqualTo(decision);
    }

    @Test
    void aDenialSaysWhy() {
        var viewer = new Caller(new UserId("ada"), Set.of(Role.VIEWER), Optional.empty());
        var key = new Caller(new UserId("ada"), Set.of(Role.EDITOR), Optional.of(Set.of(Permission.READ)));

        assertThat(AccessPolicy.decide(viewer, Permission.ASK, new Resource.Shared()))
                .isEqualTo(new Decision.Denied("the roles [VIEWER] have no permission ASK"));
        assertThat(AccessPolicy.decide(key, Permission.WRITE, new Resource.Shared()))
                .isEqualTo(new Decision.Denied("the API key has no scope WRITE"));
    }

    @Test
    void theLocalOwnerMayDoEverything() {
        assertThat(Caller.LOCAL_OWNER.permissions()).containsExactlyInAnyOrder(Permission.values());
    }

    private static String decided(Caller caller, Permission action, Resource resource) {
        return AccessPolicy.decide(caller, action, resource).getClass().getSimpleName();
    }

    private static Set<Grant> grants(String words) {
        var parts = words.isEmpty() ? new String[0] : words.split(" ", -1);
        return IntStream.range(0, parts.length / 2)
                .mapToObj(i -> new Grant(grantee(parts[2 * i]), GrantLevel.valueOf(parts[2 * i + 1])))
                .collect(Collectors.toSet());
    }

    private static Grantee grantee(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .<Grantee>map(Grantee.EveryoneWith::new)
                .findAny()
                .orElseGet(() -> new Grantee.OneUser(new UserId(name)));
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
