package io.mcpagent.adapter.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the provider says of itself, kept for an hour; and longer, while it can't be asked. That it can't is remembered for
 * a moment, so that strangers' tokens cause no flood of questions.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery 1.0</a>
 */
final class OidcIssuer {
    private static final Logger LOG = LoggerFactory.getLogger(OidcIssuer.class);
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final Duration QUIET_FOR = Duration.ofSeconds(5);

    private final URI issuer;
    private final OidcHttp http;
    private final InstantSource clock;
    private Optional<Known> known = Optional.empty();
    private Instant quietUntil = Instant.MIN;

    OidcIssuer(URI issuer, OidcHttp http, InstantSource clock) {
        this.issuer = issuer;
        this.http = http;
        this.clock = clock;
    }

    /** The keys are fetched when they are needed, again when one is unknown, and not more often than each 30 s. */
    record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant at) {}

    /** @throws UpstreamFailure with code {@code issuer_unavailable} */
    synchronized Known known() {
        var now = clock.instant();
        if (known.isPresent() && (now.isBefore(known.get().at.plus(GOOD_FOR)) || now.isBefore(quietUntil)))
            return known.get();
        if (now.isBefore(quietUntil)) throw unavailable("it could not be asked a moment ago", null);
        try {
            known = Optional.of(asked(now));
        } catch (IOException | GeneralException | RuntimeException e) {
            quietUntil = now.plus(QUIET_FOR);
            LOG.warn("The OpenID provider {} can't be asked: {}", issuer, e.getMessage());
            if (known.isEmpty()) throw unavailable("it can't be asked who it is", e);
        }
        return known.orElseThrow();
    }

    private Known asked(Instant now) throws IOException, GeneralException {
        var url = OIDCProviderMetadata.resolveURL(new Issuer(issuer));
        var metadata = OIDCProviderMetadata.parse(http.get(URI.create(url.toString())));
        // Else one provider could speak for another.
        if (!metadata.getIssuer().getValue().equals(issuer.toString()))
            throw new IOException("it calls itself %s".formatted(metadata.getIssuer()));
        var keys = known.filter(before -> before.metadata.getJWKSetURI().equals(metadata.getJWKSetURI()))
                .map(Known::keys);
        return new Known(
                metadata,
                keys.isPresent()
                        ? keys.get()
                        : JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), http)
                                .refreshAheadCache(false)
                                .outageTolerant(GOOD_FOR.toMillis())
                                .build(),
                now);
    }

    UpstreamFailure unavailable(String why, @Nullable Exception cause) {
        return new UpstreamFailure(
                "issuer_unavailable",
                "The sign-in service can't be reached, or answers nonsense. Try again later; an administrator finds more in the server's log.",
                true,
                cause == null ? new IOException(why) : new IOException(why, cause));
    }
}
