package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an authorization server says of itself.
 *
 * @param issuer exactly as it was named where its metadata were found
 * @param authorize empty where it signs nobody in by browser
 * @param methods how clients may show that they are themselves, at its token endpoint
 * @param namesIssuer whether each of its answers by browser has {@code iss} (RFC 9207)
 * @param takesDocuments whether an address of a document is a client id there
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414">RFC 8414</a>
 */
record AuthorizationServer(
        String issuer,
        Optional<URI> authorize,
        URI token,
        Optional<URI> register,
        List<String> methods,
        Set<String> scopes,
        boolean hasPkce,
        boolean namesIssuer,
        boolean takesDocuments) {
    private static final List<String> METHODS_UNSAID = List.of("client_secret_basic");

    AuthorizationServer {
        methods = List.copyOf(methods);
    }

    /**
     * Reads metadata that were found where that issuer's are.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure where they are those of another issuer, or can't be used
     */
    static AuthorizationServer of(Json.Obj json, String issuer) {
        try {
            var members = new Members(json, "The metadata of an authorization server");
            // Else one server could speak for another: a document of evil.example for honest.example.
            if (!members.string("issuer").equals(issuer))
                throw SignInFailures.failed(
                        "The authorization server at %s calls itself by another name than the one it was found by, so nothing that it says is taken. Its operator has to make \"issuer\" of its metadata and the address of the tool server's metadata the same, to the letter."
                                .formatted(SignInFailures.place(URI.create(issuer))));
            var methods = members.strings("token_endpoint_auth_methods_supported");
            return new AuthorizationServer(
                    issuer,
                    members.findString("authorization_endpoint").map(url -> endpoint(url, issuer)),
                    endpoint(members.string("token_endpoint"), issuer),
                    members.findString("registration_endpoint").map(url -> endpoint(url, issuer)),
                    methods.isEmpty() ? METHODS_UNSAID : methods,
                    Scopes.of(members.strings("scopes_supported")),
                    members.strings("code_challenge_methods_supported").contains("S256"),
                    members.findBoolean("authorization_response_iss_parameter_supported")
                            .orElse(false),
                    members.findBoolean("client_id_metadata_document_supported").orElse(false));
        } catch (Malformed e) {
            throw SignInFailures.failed("The metadata of the authorization server at %s can't be read: %s"
                    .formatted(SignInFailures.place(URI.create(issuer)), e.getMessage()));
        }
    }

    /** Where there are no metadata: what servers of the revision 2025-03-26 have at their root. */
    static AuthorizationServer unsaid(String origin) {
        return new AuthorizationServer(
                origin,
                Optional.of(URI.create(origin + "/authorize")),
                URI.create(origin + "/token"),
                Optional.of(URI.create(origin + "/register")),
                METHODS_UNSAID,
                Set.of(),
                true,
                false,
                false);
    }

    private static URI endpoint(String url, String issuer) {
        return Urls.secure(url)
                .orElseThrow(() -> SignInFailures.failed(
                        "The authorization server at %s names an address that is not https, which nothing secret is sent to."
                                .formatted(SignInFailures.place(URI.create(issuer)))));
    }
}
