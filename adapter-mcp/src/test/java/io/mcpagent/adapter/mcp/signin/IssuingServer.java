package io.mcpagent.adapter.mcp.signin;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.signin.Loopback.Asked;
import io.mcpagent.adapter.mcp.signin.Loopback.Said;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authorization server on loopback: registers, asks nobody, checks PKCE, the redirect URI and clients' secrets, rotates
 * refresh tokens, and ends a family of which one is used twice.
 */
final class IssuingServer implements AutoCloseable {
    static final String METADATA = "/.well-known/oauth-authorization-server";

    final Loopback http = new Loopback();
    /** What the browser is told as {@code iss}; empty for nothing. */
    Optional<String> iss = Optional.of(http.origin());

    String scopeOfRefreshTokens = "";
    int lifetime = 3600;

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private final Map<String, String> live = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshes = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    IssuingServer() {
        http.onJson(METADATA, metadata());
        http.on("/register", this::register);
        http.on("/authorize", this::authorize);
        http.on("/token", this::token);
    }

    String issuer() {
        return http.origin();
    }

    Json.Obj metadata() {
        return Json.object()
                .with("issuer", Json.of(http.origin()))
                .with("authorization_endpoint", Json.of(http.origin() + "/authorize"))
                .with("token_endpoint", Json.of(http.origin() + "/token"))
                .with("registration_endpoint", Json.of(http.origin() + "/register"))
                .with("code_challenge_methods_supported", texts("S256"))
                .with("token_endpoint_auth_methods_supported", texts("none", "client_secret_basic"))
                .with("authorization_response_iss_parameter_supported", Json.of(true));
    }

    static Json texts(String... texts) {
        return Json.array(List.of(texts).stream().map(Json::of).toList());
    }

    /** One that somebody registered by hand. */
    void knows(String client, String secret) {
        secrets.put(client, secret);
    }

    /** What a browser comes back with whose user agrees to all. */
    String comeBack(URI at) {
        try (var browser = HttpClient.newHttpClient()) {
            var answer = browser.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
            return answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new IllegalStateException(answer.statusCode() + " " + answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The scopes of a token, if it is good now. */
    Optional<String> scopes(String token) {
        return Optional.ofNullable(live.get(token));
    }

    void revoke() {
        live.clear();
    }

    void forgetsAllSignIns() {
        live.clear();
        refreshes.clear();
    }

    private Said register(Asked asked) {
        var id = "client-" + count.incrementAndGet();
        var wanted = (Json.Obj) JsonBytes.read(asked.body().getBytes(StandardCharsets.UTF_8));
        var method = wanted.get("token_endpoint_auth_method").orElseThrow();
        var answer = Json.object().with("client_id", Json.of(id)).with("token_endpoint_auth_method", method);
        if (Json.of("none").equals(method)) return Said.json(201, answer);
        secrets.put(id, "secret of " + id);
        return Said.json(201, answer.with("client_secret", Json.of("secret of " + id)));
    }

    private Said authorize(Asked asked) {
        var code = "code-" + count.incrementAndGet();
        codes.put(code, asked);
        var back = asked.parameter("redirect_uri").orElseThrow() + "?code=" + code + "&state="
                + asked.parameter("state").orElseThrow()
                + iss.map(text -> "&iss=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                        .orElse("");
        return Said.redirect(302, back);
    }

    private Said token(Asked asked) {
        if (!isClient(asked)) return error(401, "invalid_client");
        return switch (asked.parameter("grant_type").orElse("")) {
            case "authorization_code" -> exchanged(asked);
            case "refresh_token" -> refreshed(asked);
            case "client_credentials" -> issued(asked.parameter("scope").orElse(""), false);
            default -> error(400, "unsupported_grant_type");
        };
    }

    private boolean isClient(Asked asked) {
        var basic = asked.header("Authorization")
                .map(value -> new String(
                        Base64.getDecoder().decode(value.substring("Basic ".length())), StandardCharsets.UTF_8));
        var id = basic.map(pair -> decoded(pair.split(":", 2)[0])).or(() -> asked.parameter("client_id"));
        var secret = basic.map(pair -> decoded(pair.split(":", 2)[1])).or(() -> asked.parameter("client_secret"));
        if (asked.parameter("client_assertion").isPresent()) return true;
        return Optional.ofNullable(secrets.get(id.orElse(""))).equals(secret);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private Said exchanged(Asked asked) {
        var begun = Optional.ofNullable(codes.remove(asked.parameter("code").orElse("")));
        var verifier = new CodeVerifier(asked.parameter("code_verifier").orElse("x".repeat(43)));
        var isRight = begun.filter(request -> request.parameter("code_challenge")
                        .equals(Optional.of(CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                                .getValue())))
                .filter(request -> request.parameter("redirect_uri").equals(asked.parameter("redirect_uri")))
                .filter(request -> request.parameter("resource").equals(asked.parameter("resource")))
                .isPresent();
        if (!isRight) return error(400, "invalid_grant");
        return issued(begun.orElseThrow().parameter("scope").orElse(""), true);
    }

    private Said refreshed(Asked asked) {
        var token = asked.parameter("refresh_token").orElse("");
        var isUnused = refreshes.replace(token, true, false);
        if (!isUnused) {
            // Used twice: whoever has it, nothing of it is good any more.
            forgetsAllSignIns();
            return error(400, "invalid_grant");
        }
        return issued(scopeOfRefreshTokens, true);
    }

    private Said issued(String scopes, boolean withRefresh) {
        var access = "access-" + count.incrementAndGet();
        live.put(access, scopes);
        scopeOfRefreshTokens = scopes;
        var answer = Json.object()
                .with("access_token", Json.of(access))
                .with("token_type", Json.of("bearer"))
                .with("expires_in", Json.of(lifetime));
        if (!withRefresh) return Said.json(200, answer);
        var refresh = "refresh-" + count.incrementAndGet();
        refreshes.put(refresh, true);
        return Said.json(200, answer.with("refresh_token", Json.of(refresh)));
    }

    static Said error(int status, String error) {
        return Said.json(status, Json.object().with("error", Json.of(error)));
    }

    @Override
    public void close() {
        http.close();
    }
}
