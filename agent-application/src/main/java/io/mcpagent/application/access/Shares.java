package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditAction;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantLevel;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Grantee;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.Role;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.access.UserRepository;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The grants on one thing as people write them: a user by the name to sign in by, a role by its name. Whether the caller
 * may give and take them has to be asked before, by {@code thing}, which is called in the same transaction.
 */
public final class Shares {
    private final GrantRepository grants;
    private final UserRepository users;
    private final TransactionPort transactions;
    private final AuditTrail trail;

    public Shares(GrantRepository grants, UserRepository users, TransactionPort transactions, AuditTrail trail) {
        this.grants = grants;
        this.users = users;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Roles first, each in their order. */
    public List<Share> list(Supplier<ResourceId> thing) {
        return grants.on(thing.get()).stream()
                .sorted(Comparator.comparing((Grant grant) -> grant.grantee() instanceof Grantee.OneUser))
                .map(grant -> new Share(word(grant.grantee()), grant.level()))
                .sorted(Comparator.comparing((Share share) -> share.grantee().contains("@"))
                        .thenComparing(Share::grantee))
                .toList();
    }

    /**
     * Grants it, or changes what was granted.
     *
     * @throws InvalidRequest with code {@code grantee_invalid} for what is neither a name to sign in by nor a role
     * @throws NotFound with code {@code user_not_found}
     */
    public Share grant(Caller caller, Supplier<ResourceId> thing, String grantee, GrantLevel level) {
        return transactions.write(() -> {
            var resource = thing.get();
            var known = read(grantee);
            grants.save(resource, new Grant(known, level));
            tell(caller, given(level), resource, known);
            return new Share(word(known), level);
        });
    }

    /**
     * Takes it back, at once.
     *
     * @throws InvalidRequest with code {@code grantee_invalid}
     * @throws NotFound with code {@code grant_not_found}, or {@code user_not_found}
     */
    public void revoke(Caller caller, Supplier<ResourceId> thing, String grantee) {
        transactions.write(() -> {
            var resource = thing.get();
            var known = read(grantee);
            if (!grants.remove(resource, known))
                throw new NotFound("grant_not_found", "Nothing of it is granted to %s.".formatted(grantee.strip()));
            tell(caller, Audited.GRANT_REVOKED, resource, known);
        });
    }

    /** One entry for the thing and one for whom it is granted to, so that either can be looked for. */
    private void tell(Caller caller, AuditAction action, ResourceId resource, Grantee grantee) {
        trail.done(caller, action, Audited.thing(resource));
        trail.done(caller, action, Audited.grantee(grantee));
    }

    private static AuditAction given(GrantLevel level) {
        return switch (level) {
            case READ -> Audited.GRANT_READ_GIVEN;
            case WRITE -> Audited.GRANT_WRITE_GIVEN;
        };
    }

    private Grantee read(String text) {
        var word = text.strip();
        if (!word.contains("@")) return new Grantee.EveryoneWith(role(word));
        var user = users.named(loginName(word));
        return new Grantee.OneUser(user.map(User::id)
                .orElseThrow(() -> new NotFound("user_not_found", "There is no user %s.".formatted(word))));
    }

    private static LoginName loginName(String word) {
        try {
            return new LoginName(word);
        } catch (IllegalArgumentException wrong) {
            throw invalid(wrong);
        }
    }

    private static Role role(String word) {
        try {
            return Role.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException wrong) {
            throw invalid(wrong);
        }
    }

    private static InvalidRequest invalid(IllegalArgumentException wrong) {
        var roles = Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
        return new InvalidRequest(
                "grantee_invalid",
                "It can be granted to a user, by the name to sign in by, or to a role: %s."
                        .formatted(String.join(", ", roles)),
                wrong);
    }

    private String word(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OneUser(var user) -> name(user);
            case Grantee.EveryoneWith(var role) -> role.name().toLowerCase(Locale.ROOT);
        };
    }

    private String name(UserId id) {
        return users.find(id).map(user -> user.name().value()).orElseGet(id::value);
    }
}
