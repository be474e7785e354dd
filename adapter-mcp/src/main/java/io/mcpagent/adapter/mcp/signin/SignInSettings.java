package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As whom we sign in with tool servers.
 *
 * @param clientName shown to people by authorization servers
 * @param clientMetadata the {@code https} address of a Client ID Metadata Document, which is our client id where an
 *     authorization server takes such; empty where there is none
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-oauth-client-id-metadata-document-00">OAuth Client ID
 *     Metadata Document</a>
 */
public record SignInSettings(String clientName, Optional<URI> clientMetadata) {
    public static final SignInSettings DEFAULT = new SignInSettings("MCP Agent", Optional.empty());

    private static final String BACK = "/callback";

    public SignInSettings {
        if (clientName.isBlank()) throw new IllegalArgumentException("a client has a name");
        clientMetadata.ifPresent(SignInSettings::requireClientId);
    }

    /**
     * Checks an address.
     *
     * @throws IllegalArgumentException that says what is wrong, for one that can be no client id
     */
    public static URI requireClientId(URI url) {
        if (!"https".equals(url.getScheme())
                || url.getHost() == null
                || Urls.path(url).length() < 2)
            throw new IllegalArgumentException("it has to be an https address with a path");
        var isPlain = url.getRawFragment() == null && url.getRawQuery() == null && url.getRawUserInfo() == null;
        if (!isPlain || Arrays.asList(Urls.path(url).split("/")).stream().anyMatch(part -> part.matches("\\.\\.?")))
            throw new IllegalArgumentException(
                    "it has to be an address without a query, #, user, or dots for a folder");
        return url;
    }

    /** What has to stand at that address. */
    public Optional<Json.Obj> document() {
        return clientMetadata.map(url -> Json.object()
                .with("client_id", Json.of(url.toString()))
                .with("client_name", Json.of(clientName))
                .with("redirect_uris", texts(Urls.LOOPBACK.stream().sorted().map(host -> "http://" + host + BACK)))
                .with("grant_types", texts(Stream.of("authorization_code", "refresh_token")))
                .with("response_types", texts(Stream.of("code")))
                .with("token_endpoint_auth_method", Json.of("none"))
                .with("application_type", Json.of("native")));
    }

    /** Whether browsers may come back there: to any port of this machine (RFC 8252, 7.3), as the document says. */
    boolean isInDocument(URI back) {
        return Urls.isLoopback(back) && Urls.path(back).equals(BACK) && back.getRawQuery() == null;
    }

    private static Json texts(Stream<String> texts) {
        return Json.array(List.copyOf(texts.map(Json::of).toList()));
    }
}
