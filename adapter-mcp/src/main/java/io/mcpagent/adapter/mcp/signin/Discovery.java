package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds who signs people in for a tool server: by the metadata that the server names, else by those at its well-known
 * addresses, else as the revision 2025-03-26 has it, at the server's own root.
 */
final class Discovery {
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String OPENID = "/.well-known/openid-configuration";

    private static final int SERVER_ERRORS = 500;

    private final SignInHttp http;

    Discovery(SignInHttp http) {
        this.http = http;
    }

    /**
     * Where to sign in for a server.
     *
     * @param resource that tokens are asked for
     * @param scopes that the server is known to want, none where it does not say
     */
    record Found(String resource, Set<String> scopes, AuthorizationServer server) {}

    /**
     * Finds the authorization server.
     *
     * @param preferred the issuers that are taken first where there are several
     */
    Found find(URI server, Challenge challenge, Predicate<String> preferred) {
        var resource = resource(server, challenge);
        if (resource.isEmpty()) return new Found(canonical(server), Set.of(), atRoot(server));
        var issuers = resource.get().issuers();
        var issuer = issuers.stream().filter(preferred).findFirst().orElseGet(issuers::getFirst);
        return new Found(resource.get().resource(), resource.get().scopes(), ofIssuer(issuer));
    }

    /** Whose tokens a server takes now; the server's own origin where it has no metadata. */
    List<String> issuers(URI server, Challenge challenge) {
        return resource(server, challenge)
                .map(ProtectedResource::issuers)
                .orElseGet(() -> List.of(Urls.origin(server)));
    }

    private Optional<ProtectedResource> resource(URI server, Challenge challenge) {
        if (challenge.metadata().isPresent()) {
            var from = challenge.metadata().get();
            var named = http.get(from);
            return Optional.of(named.json()
                    .filter(json -> named.isOk())
                    .map(json -> ProtectedResource.of(json, from, server))
                    .orElseThrow(() -> SignInFailures.failed(
                            "%s names metadata that are not there. Try again later; its operator has to mend that."
                                    .formatted(SignInFailures.place(server)))));
        }
        var root = URI.create(Urls.origin(server) + ProtectedResource.WELL_KNOWN);
        return firstOf(Stream.of(ProtectedResource.wellKnown(server), root).distinct())
                .map(said -> ProtectedResource.of(said.json, said.from, server));
    }

    private AuthorizationServer ofIssuer(String issuer) {
        var url = Urls.secure(issuer)
                .filter(secure -> secure.getRawQuery() == null)
                .orElseThrow(
                        () -> SignInFailures.failed(
                                "The server names an authorization server whose address is not https. Nothing secret is sent there; its operator has to change that."));
        var origin = Urls.origin(url);
        var path = Urls.withoutSlash(Urls.path(url));
        var places = path.isEmpty()
                ? Stream.of(origin + OAUTH, origin + OPENID)
                : Stream.of(origin + OAUTH + path, origin + OPENID + path, origin + path + OPENID);
        return firstOf(places.map(URI::create))
                .map(said -> AuthorizationServer.of(said.json, issuer))
                .orElseThrow(() -> SignInFailures.failed(
                        "There are no metadata of the authorization server at %s, by OAuth or by OpenID Connect. Its operator has to publish them."
                                .formatted(SignInFailures.place(url))));
    }

    private AuthorizationServer atRoot(URI server) {
        var origin = Urls.origin(server);
        return firstOf(Stream.of(URI.create(origin + OAUTH)))
                .map(said -> AuthorizationServer.of(said.json, origin))
                .orElseGet(() -> AuthorizationServer.unsaid(origin));
    }

    private record Said(URI from, Json.Obj json) {}

    /** The first that there is. A page for people, with status 200 for any address, is nothing. */
    private Optional<Said> firstOf(Stream<URI> places) {
        return places.flatMap(place -> Optional.of(asked(place))
                        .filter(SignInHttp.Answer::isOk)
                        .flatMap(SignInHttp.Answer::json)
                        .map(json -> new Said(place, json))
                        .stream())
                .findFirst();
    }

    /** One that is ill for a moment must not be taken for one that has no metadata, and be signed in to another way. */
    private SignInHttp.Answer asked(URI url) {
        var answer = http.get(url);
        if (answer.status() >= SERVER_ERRORS)
            throw SignInFailures.failed(
                    "%s answers %d to the question who signs people in. Try again later."
                            .formatted(SignInFailures.place(url), answer.status()),
                    true,
                    null);
        return answer;
    }

    /** As RFC 8707 has it: without a fragment, and without a slash that is no path. */
    private static String canonical(URI server) {
        var path = Urls.path(server);
        var query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
        return Urls.origin(server) + (path.equals("/") ? "" : path) + query;
    }
}
