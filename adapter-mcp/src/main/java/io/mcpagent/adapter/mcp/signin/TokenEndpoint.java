package io.mcpagent.adapter.mcp.signin;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Asks for tokens, always with the resource that they are for (RFC 8707).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749, 5</a>
 */
final class TokenEndpoint {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final long LONGEST_SECONDS = Duration.ofDays(3650).toSeconds();
    /** What may stand in a header (RFC 6750, 2.1), and a little more that some issue. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,16384}");

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");
    private static final Set<String> PASSING = Set.of("server_error", "temporarily_unavailable", "slow_down");

    private final SignInHttp http;
    private final InstantSource clock;

    TokenEndpoint(SignInHttp http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /** What comes of a request. */
    sealed interface Outcome {
        record Issued(Tokens tokens) implements Outcome {}

        /**
         * It says no, and will do so again.
         *
         * @param error of RFC 6749, 5.2
         */
        record Denied(String error) implements Outcome {}
    }

    Outcome exchange(Begun begun, ClientProof proof, String code) {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), begun.back(), new CodeVerifier(begun.verifier()));
        return asked(begun.issuer(), begun.client(), proof, grant, begun.resource(), Set.of());
    }

    Outcome refresh(SignedIn before, ClientProof proof, String refresh) {
        var grant = new RefreshTokenGrant(new RefreshToken(refresh));
        return asked(before.issuer(), before.client(), proof, grant, before.resource(), Set.of());
    }

    Outcome forItself(
            SignedIn.Issuer issuer, OAuthClient client, ClientProof proof, String resource, Set<String> scopes) {
        return asked(issuer, client, proof, new ClientCredentialsGrant(), resource, scopes);
    }

    private Outcome asked(
            SignedIn.Issuer issuer,
            OAuthClient client,
            ClientProof proof,
            AuthorizationGrant grant,
            String resource,
            Set<String> scopes) {
        var authentication = proof.of(client, issuer.name());
        var request = authentication
                .map(shown -> new TokenRequest.Builder(issuer.token(), shown, grant))
                .orElseGet(() -> new TokenRequest.Builder(issuer.token(), new ClientID(client.id()), grant))
                .resource(URI.create(resource));
        if (!scopes.isEmpty()) request.scope(new Scope(scopes.toArray(String[]::new)));
        return read(issuer, http.post(request.build().toHTTPRequest()));
    }

    private Outcome read(SignedIn.Issuer issuer, SignInHttp.Answer answer) {
        var place = SignInFailures.place(issuer.token());
        // Some say no with status 200.
        var isRefusal = answer.json()
                .filter(json -> json.get("error").isPresent()
                        && json.get("access_token").isEmpty())
                .isPresent();
        if (answer.isError() || isRefusal)
            return error(answer)
                    .<Outcome>map(Outcome.Denied::new)
                    .orElseThrow(() -> SignInFailures.failed(
                            "%s answers %d to the request for tokens. Try again later."
                                    .formatted(place, answer.status()),
                            true,
                            null));
        var json = answer.json()
                .orElseThrow(() -> SignInFailures.failed(
                        "%s answers something else than tokens. Its operator finds more in its log.".formatted(place)));
        try {
            return new Outcome.Issued(tokens(new Members(json, "The answer of the token endpoint"), json, place));
        } catch (Malformed e) {
            throw SignInFailures.failed("%s answers what can't be read: %s".formatted(place, e.getMessage()));
        }
    }

    /** What ends it; empty for what may pass, such as the error of somebody on the way. */
    private static Optional<String> error(SignInHttp.Answer answer) {
        if (answer.status() >= SERVER_ERRORS || answer.status() == TOO_MANY) return Optional.empty();
        var said = answer.json()
                .flatMap(json -> json.get("error"))
                .filter(error -> error instanceof Json.Str(var text)
                        && ERROR.matcher(text).matches())
                .map(error -> ((Json.Str) error).value());
        if (said.isEmpty() && answer.status() == UNAUTHORIZED) return Optional.of("invalid_client");
        return said.filter(error -> !PASSING.contains(error));
    }

    private Tokens tokens(Members members, Json.Obj json, String place) {
        if (!members.string("token_type").equalsIgnoreCase("Bearer"))
            throw SignInFailures.failed(
                    "%s issues tokens of another type than Bearer, which can't be used.".formatted(place));
        return new Tokens(
                token(members.string("access_token"), place),
                seconds(members, json).map(this::after),
                members.findString("refresh_token").map(text -> token(text, place)));
    }

    private static String token(String text, String place) {
        if (!TOKEN.matcher(text).matches())
            throw SignInFailures.failed(
                    "%s issues a token that is too long, or has characters that no header may have.".formatted(place));
        return text;
    }

    /** Some servers write the number as a text. */
    private static Optional<Long> seconds(Members members, Json.Obj json) {
        if (json.get("expires_in").orElseGet(Json.Null::new) instanceof Json.Str(var text))
            return text.matches("\\d{1,12}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        return members.findCount("expires_in");
    }

    private Instant after(long seconds) {
        return Instant.ofEpochSecond(clock.instant().getEpochSecond() + Math.min(seconds, LONGEST_SECONDS));
    }
}
