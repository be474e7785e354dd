package io.mcpagent.application.access;

import io.mcpagent.domain.access.AuditActor;
import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.PendingSignIn;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.Unauthenticated;
import java.net.URI;
import java.util.Optional;

/** Signing in with an identity provider, by browser: there and back. */
public final class ExternalLoginService {
    private final AccessPorts ports;
    private final AccessSources sources;
    private final ExternalUsers users;
    private final SignIns signIns;
    private final AuditTrail trail;

    ExternalLoginService(AccessPorts ports, AccessSources sources, AuditTrail trail) {
        this.ports = ports;
        this.sources = sources;
        this.users = new ExternalUsers(ports, sources);
        this.trail = trail;
        this.signIns = new SignIns(ports, sources, trail);
    }

    /**
     * A sign-in that was begun.
     *
     * @param at where the browser goes
     * @param pending what this browser alone is to keep until it comes back
     */
    public record Begun(URI at, PendingSignIn pending) {}

    /**
     * Begins a sign-in.
     *
     * @param back where the browser comes back to; the provider has to know it
     * @throws NotFound with code {@code oidc_not_configured}
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code issuer_unavailable}
     */
    public Begun begin(URI back) {
        var secrets = sources.secrets();
        var pending = new PendingSignIn(secrets.next(), secrets.next(), secrets.next());
        return new Begun(provider().signInAt(back, pending), pending);
    }

    /**
     * Signs in who came back.
     *
     * @param back as it was at the beginning
     * @param answer the query with which the browser came back
     * @throws Unauthenticated with code {@code sign_in_failed} or {@code identity_refused}
     * @throws NotFound with code {@code oidc_not_configured}
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code issuer_unavailable}
     */
    public SignedIn finish(URI back, String answer, PendingSignIn pending) {
        try {
            var user = users.of(provider().finish(back, answer, pending));
            return signIns.begin(user, AuditActor.of(user.id()));
        } catch (Unauthenticated refused) {
            trail.failed(AuditActor.NOBODY, Audited.LOGIN_FAILED, Optional.empty());
            throw refused;
        }
    }

    private IdentityProviderPort provider() {
        return ports.provider()
                .orElseThrow(
                        () -> new NotFound(
                                "oidc_not_configured",
                                "This installation has no identity provider; an administrator names one by access.oidc-issuer."));
    }
}
