package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.ApiKeyId;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.Unauthenticated;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** API keys: one's own, and for whoever administers users also those of others. */
public final class ApiKeyService {
    private static final int MOST_KEYS = 100;

    private final AccessPorts ports;
    private final AccessSources sources;
    private final Authorization authorization;
    private final AuditTrail trail;

    public ApiKeyService(AccessPorts ports, AccessSources sources, Authorization authorization) {
        this.ports = ports;
        this.sources = sources;
        this.authorization = authorization;
        trail = AuditTrail.of(ports, sources);
    }

    /** What a caller has to be permitted for that owner's keys. */
    public static Permission needed(Caller caller, UserId owner) {
        return caller.user().equals(owner) ? Permission.MANAGE_KEYS : Permission.MANAGE_USERS;
    }

    /**
     * By age.
     *
     * @throws NotFound with code {@code user_not_found} for another who is not there
     */
    public List<ApiKey> keys(Caller caller, UserId owner) {
        requireAdministers(caller, owner);
        if (!caller.user().equals(owner) && ports.users().find(owner).isEmpty())
            throw UserService.missing(owner.value());
        return ports.keys().ownedBy(owner);
    }

    /**
     * Makes a key.
     *
     * @throws InvalidRequest with code {@code api_key_invalid}, also for a scope that its owner, or the caller's own key, has
     *     not, and for one that would outlive the caller's own key
     * @throws Unauthenticated with code {@code token_invalid} where that key was revoked meanwhile
     * @throws NotFound with code {@code user_not_found}
     * @throws Conflict with code {@code api_keys_too_many}
     */
    public IssuedApiKey create(Caller caller, UserId owner, NewApiKey wanted) {
        requireAdministers(caller, owner);
        var user = ports.users()
                .find(owner)
                .orElseThrow(() -> new NotFound(
                        "user_not_found", "There is no user to own the key. Make one first, and keys for it then."));
        requireMayGive(caller, user, wanted.scopes());
        if (ports.keys().ownedBy(owner).size() >= MOST_KEYS)
            throw new Conflict("api_keys_too_many", "A user has at most %d keys. Revoke one.".formatted(MOST_KEYS));
        var prefix = KeyText.prefix(sources.secrets().next());
        var secret = KeyText.whole(prefix, sources.secrets().next());
        var key = key(user, wanted, prefix, SecretHash.of(secret));
        ports.transactions().write(() -> {
            caller.via().key().ifPresent(own -> requireEndsWith(caller, own, wanted));
            ports.keys().add(key);
            trail.done(caller, Audited.API_KEY_CREATED, Audited.apiKey(key.id()));
        });
        return new IssuedApiKey(key, secret);
    }

    /**
     * Ends a key, at once.
     *
     * @throws NotFound with code {@code api_key_not_found}
     */
    public void revoke(Caller caller, UserId owner, ApiKeyId id) {
        requireAdministers(caller, owner);
        var isThere = ports.transactions().write(() -> {
            var isRevoked = ports.keys().ownedBy(owner).stream()
                    .anyMatch(key -> key.id().equals(id) && ports.keys().delete(id));
            if (isRevoked) trail.done(caller, Audited.API_KEY_REVOKED, Audited.apiKey(id));
            return isRevoked;
        });
        if (!isThere)
            throw new NotFound("api_key_not_found", "There is no API key with the id %s.".formatted(id.value()));
    }

    private ApiKey key(User owner, NewApiKey wanted, String prefix, SecretHash hash) {
        var now = sources.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        if (wanted.expiresAt().filter(end -> !end.isAfter(now)).isPresent())
            throw invalid("it would have expired already");
        try {
            return new ApiKey(
                    new ApiKeyId(sources.ids().next()),
                    owner.id(),
                    wanted.name(),
                    prefix,
                    hash,
                    wanted.scopes(),
                    now,
                    wanted.expiresAt().map(end -> end.truncatedTo(ChronoUnit.MILLIS)),
                    Optional.empty());
        } catch (IllegalArgumentException wrong) {
            throw invalid(wrong.getMessage());
        }
    }

    private void requireAdministers(Caller caller, UserId owner) {
        authorization.require(caller, needed(caller, owner));
    }

    private static void requireMayGive(Caller caller, User owner, Set<Permission> scopes) {
        var tooMuch = new HashSet<>(scopes);
        var owners = new Caller(owner.id(), owner.roles(), Optional.empty()).permissions();
        tooMuch.removeIf(scope -> owners.contains(scope) && caller.permissions().contains(scope));
        if (!tooMuch.isEmpty())
            throw invalid("it can't have more than its owner and you may do: "
                    + new TreeSet<>(tooMuch).toString().toLowerCase(Locale.ROOT));
    }

    /** Or whoever has a key for a day has one for ever. */
    private void requireEndsWith(Caller caller, ApiKeyId id, NewApiKey wanted) {
        var own = ports.keys().ownedBy(caller.user()).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Authentication.invalid("the API key was revoked meanwhile"));
        own.expiresAt()
                .filter(end ->
                        wanted.expiresAt().filter(until -> !until.isAfter(end)).isEmpty())
                .ifPresent(end -> {
                    throw invalid("a key that is made with another ends no later than that, so expires_at has to be "
                            + end + " at the latest");
                });
    }

    private static InvalidRequest invalid(@Nullable String problem) {
        return new InvalidRequest("api_key_invalid", "The key can't be so: " + problem + ".");
    }
}
