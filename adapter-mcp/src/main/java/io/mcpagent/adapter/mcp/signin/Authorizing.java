package io.mcpagent.adapter.mcp.signin;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.mcpagent.domain.access.SecretSource;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The way of a person through a browser: where it is sent, and what of that which comes back is believed.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-13#section-4.1">OAuth 2.1, 4.1</a>
 */
final class Authorizing {
    private static final int LONGEST_ANSWER = 16_000;
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

    private final SecretSource secrets;

    Authorizing(SecretSource secrets) {
        this.secrets = secrets;
    }

    /** What a browser is sent away with. */
    record Departure(URI at, String state, Begun begun) {}

    Departure depart(URI server, Discovery.Found found, OAuthClient client, URI back, Set<String> scopes) {
        var as = found.server();
        var place = SignInFailures.place(URI.create(as.issuer()));
        var at = as.authorize()
                .orElseThrow(() -> SignInFailures.impossible(
                        "The authorization server at %s signs nobody in by browser. If it takes client credentials, put a client for that into the tool server's entry."
                                .formatted(place)));
        if (!as.hasPkce())
            throw SignInFailures.impossible(
                    "The authorization server at %s does not say that it checks who brings back a code (PKCE with S256), so a code could be used by whoever gets hold of it. Its operator has to switch that on."
                            .formatted(place));
        var state = secrets.next();
        var begun = new Begun(
                server,
                new SignedIn.Issuer(as.issuer(), as.token()),
                as.namesIssuer(),
                client,
                back,
                secrets.next(),
                found.resource(),
                scopes);
        return new Departure(address(at, state, begun, asked(scopes, as)), state, begun);
    }

    /** Refresh tokens are asked for where the server offers them; alone, that scope would replace what it gives unasked. */
    private static Set<String> asked(Set<String> scopes, AuthorizationServer server) {
        var offered = !scopes.isEmpty() && server.scopes().contains(Scopes.OFFLINE);
        return offered ? Scopes.union(scopes, List.of(Scopes.OFFLINE)) : scopes;
    }

    private static URI address(URI at, String state, Begun begun, Set<String> scopes) {
        var challenge = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(begun.verifier()));
        var address = Objects.requireNonNull(HttpUrl.get(at.toString()))
                .newBuilder()
                .addQueryParameter("response_type", "code")
                .addQueryParameter("client_id", begun.client().id())
                .addQueryParameter("redirect_uri", begun.back().toString())
                .addQueryParameter("state", state)
                .addQueryParameter("code_challenge", challenge.getValue())
                .addQueryParameter("code_challenge_method", "S256")
                .addQueryParameter("resource", begun.resource());
        if (!scopes.isEmpty()) address.addQueryParameter("scope", String.join(" ", scopes));
        // OpenID Connect Core 1.0, 11.
        if (scopes.contains(Scopes.OFFLINE)) address.addQueryParameter("prompt", "consent");
        return address.build().uri();
    }

    /** What a browser brought back, read and not yet believed. */
    record Arrival(String state, Optional<String> issuer, Optional<String> error, Optional<String> code) {
        @Override
        public String toString() {
            return "Arrival[…]";
        }
    }

    /** @param answer a query, or an address with one */
    static Arrival arrival(String answer) {
        var text = answer.strip();
        var query = text.substring(text.indexOf('?') + 1);
        var url = text.length() > LONGEST_ANSWER ? null : HttpUrl.parse("http://localhost/?" + query);
        if (url == null) throw unreadable();
        return new Arrival(
                parameter(url, "state").orElseThrow(Authorizing::unreadable),
                parameter(url, "iss"),
                parameter(url, "error"),
                parameter(url, "code"));
    }

    private static Optional<String> parameter(HttpUrl url, String name) {
        var values = url.queryParameterValues(name);
        // RFC 6749, 3.1: not more than once.
        if (values.size() > 1) throw unreadable();
        return values.stream().filter(Objects::nonNull).findFirst();
    }

    /**
     * The code, if it comes from whom the browser was sent to.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9207#section-2.4">RFC 9207, 2.4</a>
     */
    static String code(Arrival arrival, Begun begun) {
        var isOthers = arrival.issuer.isPresent()
                // To the letter, whatever would mean the same.
                ? !arrival.issuer.get().equals(begun.issuer().name())
                : begun.namesIssuer();
        if (isOthers)
            throw SignInFailures.refused(
                    "The answer does not say that it comes from the authorization server that the browser was sent to, %s. It was not used. Begin the sign-in again; if that does not help, do not sign in there."
                            .formatted(SignInFailures.place(
                                    URI.create(begun.issuer().name()))));
        if (arrival.error.isPresent())
            throw SignInFailures.refused(
                    "The authorization server says no (%s). Begin the sign-in again to try once more."
                            .formatted(arrival.error
                                    .filter(error -> ERROR.matcher(error).matches())
                                    .orElse("without a reason that can be shown")));
        return arrival.code
                .filter(code -> !code.isBlank())
                .orElseThrow(() -> SignInFailures.refused("The answer brings no code. Begin the sign-in again."));
    }

    private static RuntimeException unreadable() {
        return SignInFailures.refused(
                "This is not what a browser comes back with from signing in. Give the whole address that it ends at, from http on.");
    }
}
