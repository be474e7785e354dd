package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.telemetry.RequestIds;
import io.mcpagent.application.access.Authentication;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.SecretHash;
import io.mcpagent.domain.failure.Unauthenticated;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** On whose behalf a request is made. */
public final class Callers {
    private static final String CALLER = "caller";

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*)");

    private final Authentication authentication;
    private final boolean isLocal;
    private final Optional<SecretHash> ownerToken;

    /**
     * Callers of one server.
     *
     * @param isLocal whether the server is reached from this machine alone, so that it may have no users
     * @param ownerToken of the token that stands for the owner of the installation
     */
    public Callers(Authentication authentication, boolean isLocal, Optional<SecretHash> ownerToken) {
        this.ownerToken = ownerToken;
        this.authentication = authentication;
        this.isLocal = isLocal;
    }

    /** Called before any route: whatever lies under the API, there or not, is for who is known, but for these paths. */
    public Handler checkAllBut(Set<String> open) {
        return context -> {
            var path = context.path().toLowerCase(Locale.ROOT);
            if (path.startsWith(Operation.API) && !open.contains(path)) identify(context);
        };
    }

    /**
     * Finds out who asks.
     *
     * @throws Unauthenticated with code {@code authentication_required}, {@code token_expired} or {@code token_invalid}
     */
    public Caller identify(Context context) {
        var caller = known(context).within(RequestIds.of(context));
        context.attribute(CALLER, caller);
        return caller;
    }

    private Caller known(Context context) {
        if (authentication.isOpen() && isLocal) return Caller.LOCAL_OWNER;
        var token = token(context);
        return ownerToken.filter(owner -> owner.matches(token)).isPresent()
                ? Caller.LOCAL_OWNER
                : authentication.caller(token);
    }

    /** The one who was found before the route; that nobody was is never taken for a leave. */
    public static Caller of(Context context) {
        return Optional.<Caller>ofNullable(context.attribute(CALLER))
                .orElseThrow(() -> missing("nobody was identified"));
    }

    private static String token(Context context) {
        var given = Collections.list(context.req().getHeaders("Authorization"));
        if (given.isEmpty()) throw missing("there is no Authorization header");
        if (given.size() > 1) throw missing("there are several Authorization headers");
        var bearer = BEARER.matcher(given.getFirst());
        if (!bearer.matches()) throw missing("the Authorization header has no bearer token");
        return bearer.group(1);
    }

    private static Unauthenticated missing(String reason) {
        return new Unauthenticated(
                "authentication_required",
                "Send Authorization: Bearer with an access token of /api/v1/auth/login, or with an API key.",
                reason);
    }
}
