package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.access.ExternalLoginService;
import io.mcpagent.domain.access.PendingSignIn;
import java.net.URI;
import java.util.Optional;

/**
 * Signing in with an identity provider, by browser. What was begun lies in a cookie of the browser that began it, so that
 * no other browser can be made to finish it, and no node of a cluster has to remember it.
 */
public final class OidcRoutes {
    private static final String PATH = "/auth/oidc";
    private static final String CALLBACK = PATH + "/callback";
    private static final String COOKIE = "mcp-agent-sign-in";
    private static final int MINUTES = 10;

    private final ExternalLoginService logins;
    private final Optional<URI> publicUrl;

    /**
     * Routes of one server.
     *
     * @param publicUrl where browsers reach it, where that is not where it listens
     */
    public OidcRoutes(ExternalLoginService logins, Optional<URI> publicUrl) {
        this.logins = logins;
        this.publicUrl = publicUrl;
    }

    public Section section() {
        return new Section(
                "oidc",
                "Coming in with an identity provider.",
                Operation.get(PATH, "beginSignIn", "Sends a browser to the identity provider.", this::begin)
                        .answers(302)
                        .refuses(404)
                        .open(),
                Operation.get(CALLBACK, "finishSignIn", "Signs in the browser that comes back.", this::finish)
                        .takes("code", "From the provider.", Schema.text())
                        .takes("state", "From the provider.", Schema.text())
                        .takes("iss", "From the provider.", Schema.text())
                        .takes("error", "From the provider.", Schema.text())
                        .answers(200, AccessSchemas.SIGNED_IN)
                        .refuses(401, 404)
                        .open());
    }

    private void begin(Context context) {
        var begun = logins.begin(back(context));
        keep(context, value(begun.pending()), MINUTES * 60);
        context.status(302).header("Location", begun.at().toASCIIString());
    }

    private void finish(Context context) {
        var pending = pending(context);
        // Once only, however it ends.
        keep(context, "", 0);
        var answer = Optional.ofNullable(context.queryString()).orElse("");
        AuthRoutes.answer(context, logins.finish(back(context), answer, pending));
    }

    private URI back(Context context) {
        var base = publicUrl.map(URI::toString).orElseGet(() -> Doorkeeper.ownOrigin(context));
        return URI.create(base + Operation.API + CALLBACK);
    }

    /** To be sent where the browser comes back to alone, and also when it comes from elsewhere. */
    private void keep(Context context, String value, int seconds) {
        var isSecure = publicUrl.map(url -> "https".equals(url.getScheme())).orElseGet(context.req()::isSecure);
        context.res()
                .addHeader(
                        "Set-Cookie",
                        "%s=%s; Max-Age=%d; Path=%s; HttpOnly; SameSite=Lax%s"
                                .formatted(COOKIE, value, seconds, Operation.API + PATH, isSecure ? "; Secure" : ""));
    }

    private static String value(PendingSignIn pending) {
        return String.join(".", pending.state(), pending.nonce(), pending.verifier());
    }

    private static PendingSignIn pending(Context context) {
        var parts = Optional.ofNullable(context.cookie(COOKIE)).orElse("").split("\\.", -1);
        try {
            if (parts.length == 3) return new PendingSignIn(parts[0], parts[1], parts[2]);
        } catch (IllegalArgumentException noneOfOurs) {
            throw begunElsewhere();
        }
        throw begunElsewhere();
    }

    private static Refusal begunElsewhere() {
        return Refusal.of(
                401,
                "sign_in_failed",
                "This browser began no sign-in, or too long ago. Begin it at %s.".formatted(Operation.API + PATH));
    }
}
