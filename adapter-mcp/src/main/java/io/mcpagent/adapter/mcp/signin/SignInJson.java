package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What is kept, as it is sealed. */
final class SignInJson {
    private static final String OF = "A stored sign-in";

    private SignInJson() {}

    static byte[] of(Held held) {
        var clients = new LinkedHashMap<String, Json>();
        held.clients().forEach((issuer, client) -> clients.put(issuer, of(client)));
        return JsonBytes.write(Json.object()
                .with("url", Json.of(held.url().toString()))
                .with("signed_in", held.signedIn().map(SignInJson::of))
                .with("clients", new Json.Obj(clients))
                .with("wanted", held.wanted().map(SignInJson::of)));
    }

    static Held held(byte[] bytes) {
        var members = members(bytes);
        var clients = new LinkedHashMap<String, OAuthClient>();
        members.object("clients").members().forEach((issuer, client) -> clients.put(issuer, client((Json.Obj) client)));
        return new Held(
                URI.create(members.string("url")),
                members.findObject("signed_in").map(SignInJson::signedIn),
                clients,
                members.findObject("wanted").map(SignInJson::wanted));
    }

    static byte[] of(Begun begun) {
        return JsonBytes.write(Json.object()
                .with("url", Json.of(begun.url().toString()))
                .with("issuer", of(begun.issuer()))
                .with("names_issuer", Json.of(begun.namesIssuer()))
                .with("client", of(begun.client()))
                .with("back", Json.of(begun.back().toString()))
                .with("verifier", Json.of(begun.verifier()))
                .with("resource", Json.of(begun.resource()))
                .with("scopes", of(begun.scopes())));
    }

    static Begun begun(byte[] bytes) {
        var members = members(bytes);
        return new Begun(
                URI.create(members.string("url")),
                issuer(members.object("issuer")),
                members.findBoolean("names_issuer").orElse(true),
                client(members.object("client")),
                URI.create(members.string("back")),
                members.string("verifier"),
                members.string("resource"),
                scopes(members));
    }

    private static Json.Obj of(SignedIn signedIn) {
        return Json.object()
                .with("issuer", of(signedIn.issuer()))
                .with("client", of(signedIn.client()))
                .with("resource", Json.of(signedIn.resource()))
                .with("scopes", of(signedIn.scopes()))
                .with("access", Json.of(signedIn.tokens().access()))
                .with("expires_at", signedIn.tokens().expiresAt().map(SignInJson::of))
                .with("refresh", signedIn.tokens().refresh().map(Json::of));
    }

    private static SignedIn signedIn(Json.Obj json) {
        var members = new Members(json, OF);
        return new SignedIn(
                issuer(members.object("issuer")),
                client(members.object("client")),
                members.string("resource"),
                scopes(members),
                new Tokens(members.string("access"), time(members), members.findString("refresh")));
    }

    private static Json.Obj of(SignedIn.Issuer issuer) {
        return Json.object()
                .with("name", Json.of(issuer.name()))
                .with("token", Json.of(issuer.token().toString()));
    }

    private static SignedIn.Issuer issuer(Json.Obj json) {
        var members = new Members(json, OF);
        return new SignedIn.Issuer(members.string("name"), URI.create(members.string("token")));
    }

    private static Json.Obj of(OAuthClient client) {
        return Json.object()
                .with("origin", Json.of(client.origin().name()))
                .with("id", Json.of(client.id()))
                .with("method", Json.of(client.method().name()))
                .with("secret", client.secret().map(Json::of))
                .with("expires_at", client.expiresAt().map(SignInJson::of))
                .with("back", client.back().map(Json::of));
    }

    private static OAuthClient client(Json.Obj json) {
        var members = new Members(json, OF);
        return new OAuthClient(
                OAuthClient.Origin.valueOf(members.string("origin")),
                members.string("id"),
                OAuthClient.Method.valueOf(members.string("method")),
                members.findString("secret"),
                time(members),
                members.findString("back"));
    }

    private static Json.Obj of(Held.Wanted wanted) {
        return Json.object()
                .with("metadata", wanted.metadata().map(url -> Json.of(url.toString())))
                .with("scopes", of(wanted.scopes()));
    }

    private static Held.Wanted wanted(Json.Obj json) {
        var members = new Members(json, OF);
        return new Held.Wanted(members.findString("metadata").map(URI::create), scopes(members));
    }

    private static Members members(byte[] bytes) {
        return new Members((Json.Obj) JsonBytes.read(bytes), OF);
    }

    private static Json of(Instant time) {
        return Json.of(time.getEpochSecond());
    }

    private static Optional<Instant> time(Members members) {
        return members.findCount("expires_at").map(Instant::ofEpochSecond);
    }

    private static Json of(Set<String> scopes) {
        return Json.array(scopes.stream().map(Json::of).toList());
    }

    private static Set<String> scopes(Members members) {
        return new LinkedHashSet<>(members.strings("scopes"));
    }
}
