package io.mcpagent.adapter.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.mcpagent.domain.access.IdentityClaims;
import io.mcpagent.domain.access.IdentityProviderPort;
import io.mcpagent.domain.access.LoginName;
import io.mcpagent.domain.access.PendingSignIn;
import io.mcpagent.domain.failure.Unauthenticated;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID provider.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700">RFC 9700, best current practice for OAuth 2.0 security</a>
 */
final class OidcProvider implements IdentityProviderPort {
    private static final int LONGEST = 6_000;
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    /** What an ID token has and an access token has not, so that the one is not taken for the other. */
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    private final AccessSettings.Oidc settings;
    private final OidcIssuer issuer;
    private final OidcHttp http;
    private final OidcRoles roles;
    private final InstantSource clock;

    OidcProvider(AccessSettings.Oidc settings, OidcHttp http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        this.issuer = new OidcIssuer(settings.issuer(), http, clock);
        this.roles = new OidcRoles(settings);
    }

    @Override
    public boolean issued(String token) {
        if (token.length() > LONGEST) return false;
        try {
            return settings.issuer()
                    .toString()
                    .equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (java.text.ParseException | IllegalArgumentException noJwt) {
            return false;
        }
    }

    @Override
    public IdentityClaims verify(String token) {
        var known = issuer.known();
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, known.keys()));
        processor.setJWTClaimsSetVerifier(claimsVerifier());
        try {
            var claims = processor.process(token, null);
            return claims(claims.getClaims(), claims);
        } catch (KeySourceException e) {
            throw issuer.unavailable("its keys can't be read", e);
        } catch (ExpiredJWTException expired) {
            throw new Unauthenticated("token_expired", "The access token has expired; get another.", "it has expired");
        } catch (java.text.ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            throw new Unauthenticated(
                    "token_invalid",
                    "The token or API key is not valid.",
                    "the token of %s was refused: %s".formatted(settings.issuer(), e.getMessage()));
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier() {
        var exactly =
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build();
        return new DefaultJWTClaimsVerifier<>(
                Set.of(settings.audience()), exactly, Set.of("sub", "iat", "exp"), OF_ID_TOKENS) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
    }

    @Override
    public URI signInAt(URI back, PendingSignIn pending) {
        var metadata = issuer.known().metadata();
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        back)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(pending.state()))
                .nonce(new Nonce(pending.nonce()))
                .codeChallenge(new CodeVerifier(pending.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    @Override
    public IdentityClaims finish(URI back, String answer, PendingSignIn pending) {
        var known = issuer.known();
        var code = code(back, answer, pending, known);
        try {
            var tokens = tokens(back, code, pending, known);
            var validator = new IDTokenValidator(
                    new Issuer(settings.issuer()),
                    new ClientID(settings.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, known.keys()),
                    null);
            var claims = validator
                    .validate(tokens.getOIDCTokens().getIDToken(), new Nonce(pending.nonce()))
                    .toJWTClaimsSet();
            return claims(asked(claims.getClaims(), known, tokens.getTokens().getAccessToken()), claims);
        } catch (KeySourceException | IOException e) {
            throw issuer.unavailable("it can't be asked for tokens or keys", e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    /** That it comes from this provider, and from what this browser began. */
    private AuthorizationCode code(URI back, String answer, PendingSignIn pending, OidcIssuer.Known known) {
        try {
            var response = AuthenticationResponseParser.parse(back, URLUtils.parseParameters(answer));
            if (!new State(pending.state()).equals(response.getState())) throw failed("its state is another's");
            var from = response.getIssuer();
            if (from == null
                    ? known.metadata().supportsAuthorizationResponseIssuerParam()
                    : !from.equals(known.metadata().getIssuer())) throw failed("it comes from %s".formatted(from));
            if (!response.indicatesSuccess())
                throw failed("the provider says %s"
                        .formatted(response.toErrorResponse().getErrorObject().getCode()));
            return Optional.ofNullable(response.toSuccessResponse().getAuthorizationCode())
                    .orElseThrow(() -> failed("it brings no code"));
        } catch (ParseException | IllegalArgumentException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private OIDCTokenResponse tokens(URI back, AuthorizationCode code, PendingSignIn pending, OidcIssuer.Known known)
            throws IOException, ParseException {
        var endpoint = known.metadata().getTokenEndpointURI();
        var grant = new AuthorizationCodeGrant(code, back, new CodeVerifier(pending.verifier()));
        var id = new ClientID(settings.clientId());
        var request = settings.clientSecret()
                .map(Secret::new)
                .map(secret -> new TokenRequest.Builder(
                        endpoint,
                        takesBasic(known) ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret),
                        grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, id, grant))
                .build();
        var response = request.toHTTPRequest().send(http);
        if (response.getStatusCode() >= HTTPResponse.SC_SERVER_ERROR)
            throw new IOException("the token endpoint answered %d".formatted(response.getStatusCode()));
        if (!response.indicatesSuccess())
            throw failed("the token endpoint answered %d".formatted(response.getStatusCode()));
        return OIDCTokenResponse.parse(response);
    }

    private static boolean takesBasic(OidcIssuer.Known known) {
        var methods = known.metadata().getTokenEndpointAuthMethods();
        return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }

    /** With what the provider tells when it is asked, where the ID token itself does not say it. */
    private Map<String, Object> asked(Map<String, Object> claims, OidcIssuer.Known known, AccessToken token) {
        var endpoint = known.metadata().getUserInfoEndpointURI();
        var says = claims.containsKey("email") && (!roles.govern() || roles.areIn(claims));
        if (says || endpoint == null) return claims;
        try {
            var response = UserInfoResponse.parse(
                    new UserInfoRequest(endpoint, token).toHTTPRequest().send(http));
            if (!response.indicatesSuccess()) return claims;
            var told = JSONObjectUtils.parse(
                    response.toSuccessResponse().getUserInfo().toJSONString());
            if (!Objects.equals(claims.get("sub"), told.get("sub"))) return claims;
            var all = new HashMap<>(told);
            all.putAll(claims);
            return all;
        } catch (IOException | ParseException | java.text.ParseException e) {
            throw issuer.unavailable("it can't be asked who somebody is", e);
        }
    }

    private IdentityClaims claims(Map<String, Object> told, JWTClaimsSet signed) {
        return new IdentityClaims(
                settings.issuer().toString(),
                signed.getSubject(),
                name(told),
                Optional.ofNullable(told.get("name")).map(String::valueOf),
                roles.of(told),
                roles.govern(),
                Optional.ofNullable(signed.getIssueTime()).map(Date::toInstant).orElseGet(clock::instant));
    }

    /** An address that the provider does not vouch for could be anybody's. */
    private static Optional<LoginName> name(Map<String, Object> told) {
        if (Boolean.FALSE.equals(told.get("email_verified"))) return Optional.empty();
        return Optional.ofNullable(told.get("email")).map(String::valueOf).flatMap(OidcProvider::loginName);
    }

    private static Optional<LoginName> loginName(String text) {
        try {
            return Optional.of(new LoginName(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Unauthenticated failed(String reason) {
        return new Unauthenticated(
                "sign_in_failed",
                "The sign-in did not succeed, or was begun elsewhere or too long ago. Begin it again.",
                "the sign-in with %s failed: %s".formatted(settings.issuer(), reason));
    }
}
