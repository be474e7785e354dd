package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Tells clients that come without a token where they get one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728">OAuth 2.0 Protected Resource Metadata</a>
 */
public final class ProtectedResource {
    private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final Optional<URI> publicUrl;
    private final List<String> scopes;

    /**
     * That of one server.
     *
     * @param publicUrl where clients reach it, where that is not where it listens
     * @param scopes that a token has to have
     */
    public ProtectedResource(Optional<URI> publicUrl, List<String> scopes) {
        this.publicUrl = publicUrl;
        this.scopes = List.copyOf(scopes);
    }

    /** Where the metadata of a path are looked for. */
    public List<String> paths(String path) {
        return List.of(WELL_KNOWN + path, WELL_KNOWN);
    }

    public Json.Obj metadata(Context context, String path, List<URI> issuers) {
        return Json.object()
                .with("resource", Json.of(base(context) + path))
                .with("resource_name", Json.of("MCP Agent"))
                .with(
                        "authorization_servers",
                        filled(issuers.stream().map(URI::toString).toList()))
                .with("scopes_supported", filled(scopes))
                .with("bearer_methods_supported", Json.array(List.of(Json.of("header"))));
    }

    /** What is added to a challenge (RFC 9728, section 5.1). */
    public String challenge(Context context, String path) {
        var scope = scopes.isEmpty() ? "" : ", scope=\"%s\"".formatted(String.join(" ", scopes));
        return "resource_metadata=\"%s\"%s".formatted(base(context) + WELL_KNOWN + path, scope);
    }

    private String base(Context context) {
        return publicUrl.map(URI::toString).orElseGet(() -> Doorkeeper.ownOrigin(context));
    }

    private static Optional<Json> filled(List<String> values) {
        return Optional.<Json>of(Json.array(values.stream().map(Json::of).toList()))
                .filter(some -> !values.isEmpty());
    }
}
