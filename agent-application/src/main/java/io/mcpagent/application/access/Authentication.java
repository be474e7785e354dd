package io.mcpagent.application.access;

import io.mcpagent.domain.access.ApiKey;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.access.User;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who a token stands for. The user is looked up each time, so that who was disabled, signed out everywhere or given other
 * roles, and a key that was revoked, is so at once.
 */
public final class Authentication {
    /** Of ours, none is half as long. */
    private static final int LONGEST = 2_048;

    private static final Duration USE_NOTED = Duration.ofMinutes(1);
    private static final SecretHash NOBODYS = SecretHash.of("");

    private final AccessPorts ports;
    private final AccessSources sources;
    private final ExternalUsers externalUsers;
    private volatile boolean hasUsers;

    public Authentication(AccessPorts ports, AccessSources sources) {
        this.ports = ports;
        this.sources = sources;
        this.externalUsers = new ExternalUsers(ports, sources);
    }

    /** Whether there are no users, so that whoever reaches this machine's loopback is the owner. */
    public boolean isOpen() {
        // Users are never deleted, so the answer changes once.
        if (!hasUsers) hasUsers = !ports.users().isEmpty();
        return !hasUsers;
    }

    /**
     * The caller whom an access token or an API key stands for.
     *
     * @throws Unauthenticated with code {@code token_expired} or {@code token_invalid}; with {@code identity_refused} for
     *     one whom the identity provider knows and we don't
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code issuer_unavailable}
     */
    public Caller caller(String token) {
        var provider = ports.provider().filter(issuer -> issuer.issued(token));
        if (provider.isPresent()) return caller(externalUsers.of(provider.get().verify(token)), Optional.empty());
        if (token.length() > LONGEST) throw invalid("the token is too long");
        return token.startsWith(KeyText.BEGINNING) ? ofKey(token) : ofToken(token);
    }

    /** The keys with which others can check the access tokens. */
    public Json.Obj publicKeys() {
        return ports.tokens().publicKeys();
    }

    private Caller ofToken(String token) {
        var claims = ports.tokens().verify(token);
        var user = active(claims.user().value(), ports.users().find(claims.user()));
        if (user.epoch() != claims.epoch())
            throw invalid("the user %s was signed out since".formatted(user.id().value()));
        return caller(user, Optional.empty());
    }

    private Caller ofKey(String text) {
        var prefix = KeyText.prefixOf(text).orElseThrow(() -> invalid("it is no API key"));
        var key = ports.keys().find(prefix);
        var matches = key.map(ApiKey::hash).orElse(NOBODYS).matches(text);
        if (key.isEmpty()) throw invalid("there is no API key " + prefix);
        if (!matches) throw invalid("the secret of the API key %s is another".formatted(prefix));
        var now = sources.clock().instant();
        if (key.get().isExpired(now)) throw invalid("the API key %s has expired".formatted(prefix));
        var owner =
                active(key.get().owner().value(), ports.users().find(key.get().owner()));
        noteUse(key.get(), now);
        return caller(owner, Optional.of(key.get().scopes())).with(key.get().id());
    }

    private void noteUse(ApiKey key, Instant now) {
        if (key.lastUsedAt().filter(last -> last.plus(USE_NOTED).isAfter(now)).isPresent()) return;
        ports.transactions().write(() -> ports.keys().markUsed(key.id(), now));
    }

    private static User active(String id, Optional<User> user) {
        return user.filter(User::isActive).orElseThrow(() -> invalid("the user %s is not active".formatted(id)));
    }

    private static Caller caller(User user, Optional<Set<Permission>> scopes) {
        return new Caller(user.id(), user.roles(), scopes);
    }

    static Unauthenticated invalid(String reason) {
        return new Unauthenticated("token_invalid", "The token or API key is not valid.", reason);
    }
}
