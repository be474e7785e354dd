package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolServerClient;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * As whom we come to an authorization server: as whom an entry says, else as what our document says, else as whom it
 * registers us. A registration is for the issuer that it was made with, and no other ever hears of it.
 */
final class Registrations {
    /** Of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final SignInSettings settings;
    private final SignInHttp http;
    private final InstantSource clock;

    Registrations(SignInSettings settings, SignInHttp http, InstantSource clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    /** @param back where browsers come back to, which a registration names */
    OAuthClient with(AuthorizationServer server, Account account, Held held, URI back) {
        if (account.entry().isPresent()) return ofEntry(account.entry().get(), server, held);
        if (server.takesDocuments() && settings.clientMetadata().isPresent() && settings.isInDocument(back))
            return OAuthClient.ofDocument(settings.clientMetadata().get().toString());
        return Optional.ofNullable(held.clients().get(server.issuer()))
                .filter(client -> client.origin() == OAuthClient.Origin.REGISTERED && isFor(client, back))
                .orElseGet(() -> registered(server, back));
    }

    /** The client of an entry, where it belongs to that server. */
    OAuthClient ofEntry(ToolServerClient entry, AuthorizationServer server, Held held) {
        var isElsewheres = entry.issuer().isPresent()
                ? !entry.issuer().get().equals(server.issuer())
                : held.clients().entrySet().stream()
                        .anyMatch(known -> known.getValue().origin() == OAuthClient.Origin.ENTRY
                                && known.getValue().id().equals(entry.id())
                                && !known.getKey().equals(server.issuer()));
        if (isElsewheres)
            throw SignInFailures.impossible(
                    "The tool server names another authorization server now, %s, than the one that its client is registered with. Nothing of the client was sent there. If that is right, register a client there and put it into the tool server's entry."
                            .formatted(SignInFailures.place(URI.create(server.issuer()))));
        return OAuthClient.ofEntry(entry, server.methods());
    }

    private boolean isFor(OAuthClient client, URI back) {
        return !client.isExpired(clock.instant())
                && client.back().filter(back.toString()::equals).isPresent();
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-3">RFC 7591, 3</a> */
    private OAuthClient registered(AuthorizationServer server, URI back) {
        var place = SignInFailures.place(URI.create(server.issuer()));
        var endpoint = server.register()
                .orElseThrow(() -> SignInFailures.impossible(
                        "The authorization server at %s registers no clients by itself. Register one there, with %s as its redirect URI, and put its id (and its secret, if it has one) into the tool server's entry."
                                .formatted(place, back)));
        var wanted = wanted(server.methods());
        var answer = http.post(endpoint, request(back, wanted));
        if (answer.isError() || answer.json().isEmpty())
            throw SignInFailures.impossible(
                    "The authorization server at %s refuses to register us with %s as redirect URI (status %d). Register a client there by hand, and put its id into the tool server's entry; or, if the server takes a token of its own, put that into the entry's headers."
                            .formatted(place, back, answer.status()));
        try {
            return client(answer.json().get(), wanted, back);
        } catch (Malformed e) {
            throw SignInFailures.failed("The authorization server at %s registers us in a way that can't be read: %s"
                    .formatted(place, e.getMessage()));
        }
    }

    /** Nothing that has to be kept secret, where the server does not insist. */
    private static OAuthClient.Method wanted(List<String> offered) {
        return List.of(OAuthClient.Method.NONE, OAuthClient.Method.SECRET_BASIC, OAuthClient.Method.SECRET_POST)
                .stream()
                .filter(method -> offered.contains(method.text()))
                .findFirst()
                .orElse(OAuthClient.Method.NONE);
    }

    private Json.Obj request(URI back, OAuthClient.Method method) {
        return Json.object()
                .with("client_name", Json.of(settings.clientName()))
                .with("redirect_uris", Json.array(List.of(Json.of(back.toString()))))
                .with("grant_types", Json.array(List.of(Json.of("authorization_code"), Json.of("refresh_token"))))
                .with("response_types", Json.array(List.of(Json.of("code"))))
                .with("token_endpoint_auth_method", Json.of(method.text()))
                // OpenID Connect takes a client for a web application where it is not told, and refuses loopback then.
                .with("application_type", Json.of(Urls.isLoopback(back) ? "native" : "web"));
    }

    private OAuthClient client(Json.Obj json, OAuthClient.Method wanted, URI back) {
        var members = new Members(json, "A registration");
        var secret = members.findString("client_secret");
        var method = members.findString("token_endpoint_auth_method")
                .map(
                        text -> OAuthClient.Method.of(text)
                                .filter(known -> known != OAuthClient.Method.PRIVATE_KEY_JWT)
                                .orElseThrow(
                                        () -> SignInFailures.failed(
                                                "The authorization server wants clients to show that they are themselves in a way that is not known here.")))
                .orElse(wanted);
        return new OAuthClient(
                OAuthClient.Origin.REGISTERED,
                members.string("client_id"),
                secret.isPresent() ? method : OAuthClient.Method.NONE,
                method == OAuthClient.Method.NONE ? Optional.empty() : secret,
                members.findCount("client_secret_expires_at")
                        .filter(seconds -> seconds > 0)
                        .map(seconds -> Instant.ofEpochSecond(Math.min(seconds, LAST_SECOND))),
                Optional.of(back.toString()));
    }
}
