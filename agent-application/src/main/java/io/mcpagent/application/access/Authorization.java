package io.mcpagent.application.access;

import io.mcpagent.domain.access.AccessPolicy;
import io.mcpagent.domain.access.AccessPolicy.Decision;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Grant;
import io.mcpagent.domain.access.GrantRepository;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.Resource;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.failure.NotFound;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where every use case asks whether it may. {@link AccessPolicy} decides; here is what it decides upon, who is told of a
 * denial, and what the caller hears: that a thing is not there, where they may not see it.
 */
public final class Authorization {
    private static final Resource.Shared INSTALLATION = new Resource.Shared();

    private final GrantRepository grants;
    private final Consumer<? super Denial> denials;

    /**
     * Over the grants.
     *
     * @param denials told of each denial, once, on the thread of whoever asked
     */
    public Authorization(GrantRepository grants, Consumer<? super Denial> denials) {
        this.grants = grants;
        this.denials = denials;
    }

    /**
     * Returns when the caller may do that at all; with whose things is asked where these are found.
     *
     * @throws Forbidden with code {@code permission_missing}
     */
    public void require(Caller caller, Permission action) {
        if (AccessPolicy.decide(caller, action, INSTALLATION) instanceof Decision.Denied denied)
            throw forbidden(caller, action, needed(caller, action), denied.reason());
    }

    private static String needed(Caller caller, Permission action) {
        var name = action.name().toLowerCase(Locale.ROOT);
        var inPerson = new Caller(caller.user(), caller.roles(), Optional.empty());
        return inPerson.permissions().contains(action)
                ? "This needs the scope %s, which the API key does not have. Use one that has.".formatted(name)
                : "This needs the permission %s. Ask an administrator for it.".formatted(name);
    }

    /** A denial that something else than the policy decided. */
    public Forbidden forbidden(Caller caller, Permission action, String message, String reason) {
        denials.accept(new Denial(caller, action, Optional.empty(), reason));
        return new Forbidden("permission_missing", message, reason);
    }

    /** Whether that is the caller's; where not, it is a denial, and the thing is to be as if it were not there. */
    public boolean permits(Caller caller, Permission action, Resource.Owned thing) {
        if (!(AccessPolicy.decide(caller, action, thing) instanceof Decision.Denied(var reason))) return true;
        denials.accept(new Denial(caller, action, Optional.of(thing.id()), reason));
        return false;
    }

    /**
     * Those of the things that the caller may do that with. Nobody is denied anything here. Grants are looked at once, and
     * not where all is the caller's own.
     *
     * @param resource of one, without its grants
     */
    public <T> List<T> permitted(
            Caller caller, Permission action, List<T> things, Function<? super T, Resource.Granted> resource) {
        var reaching = new Reaching(caller, action);
        return things.stream()
                .filter(thing -> reaching.decide(resource.apply(thing)) instanceof Decision.Allowed)
                .toList();
    }

    /**
     * The thing, if the caller may do that with it.
     *
     * @throws NotFound as {@code missing} says, where there is none, or none that the caller may read
     * @throws Forbidden with code {@code permission_missing} where the roles or the key do not allow that, {@code
     *     grant_missing} where the caller may read it and no more
     */
    public <T> T permitted(
            Caller caller,
            Permission action,
            Optional<T> thing,
            Function<? super T, Resource.Granted> resource,
            Supplier<NotFound> missing) {
        var found = thing.orElseThrow(missing);
        var asked = new Reaching(caller, action).known(resource.apply(found));
        require(caller, action, resource.apply(found), asked, missing);
        return found;
    }

    /** The same for what its owner alone may do. */
    public <T> T owned(
            Caller caller,
            Permission action,
            Optional<T> thing,
            Function<? super T, Resource.Granted> resource,
            Supplier<NotFound> missing) {
        var found = thing.orElseThrow(missing);
        var whole = resource.apply(found);
        require(caller, action, whole, whole.forItsOwner(), missing);
        return found;
    }

    private void require(
            Caller caller,
            Permission action,
            Resource.Granted whole,
            Resource.Granted asked,
            Supplier<NotFound> missing) {
        require(caller, action);
        if (!(AccessPolicy.decide(caller, action, asked) instanceof Decision.Denied(var reason))) return;
        denials.accept(new Denial(caller, action, Optional.of(whole.id()), reason));
        if (new Reaching(caller, Permission.READ).decide(whole) instanceof Decision.Denied) throw missing.get();
        throw new Forbidden("grant_missing", "It is somebody else's, and you may only read it. Ask its owner.", reason);
    }

    /** The thing is deleted, within the transaction of this thread. */
    public void forget(ResourceId thing) {
        grants.removeAll(thing);
    }

    /** The grants that reach a caller, loaded when one could change a decision. */
    private final class Reaching {
        private final Caller caller;
        private final Permission action;
        private Optional<Map<ResourceId, Set<Grant>>> loaded = Optional.empty();

        Reaching(Caller caller, Permission action) {
            this.caller = caller;
            this.action = action;
        }

        Decision decide(Resource.Granted resource) {
            return AccessPolicy.decide(caller, action, known(resource));
        }

        Resource.Granted known(Resource.Granted resource) {
            var isDecided = !caller.permissions().contains(action)
                    || AccessPolicy.decide(caller, action, resource) instanceof Decision.Allowed;
            return isDecided ? resource : resource.with(reaching(resource.id()));
        }

        private Set<Grant> reaching(ResourceId id) {
            var known = loaded.orElseGet(() -> grants.reaching(caller, id.kind()));
            loaded = Optional.of(known);
            return known.getOrDefault(id, Set.of());
        }
    }
}
