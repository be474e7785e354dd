package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.domain.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What a tool server says of how it is protected.
 *
 * @param resource as it calls itself, which is that server or a folder above it
 * @param issuers of whom it takes tokens, at least one
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728">RFC 9728</a>
 */
record ProtectedResource(String resource, List<String> issuers, Set<String> scopes) {
    /** Where the metadata of a whole origin are. */
    static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private static final int MOST_ISSUERS = 20;

    ProtectedResource {
        issuers = List.copyOf(issuers);
    }

    /**
     * Reads them.
     *
     * @param from where they were found
     * @throws io.mcpagent.domain.failure.UpstreamFailure where it speaks of another server, or lacks something
     */
    static ProtectedResource of(Json.Obj json, URI from, URI server) {
        try {
            var members = new Members(json, "The metadata of a protected resource");
            var resource = members.string("resource");
            if (Urls.secure(resource)
                    .filter(named -> Urls.isSame(named, server)
                            || (Urls.isAbove(named, server) && from.equals(wellKnown(named))))
                    .isEmpty())
                throw SignInFailures.failed(
                        "The metadata of %s are those of another resource, so a token for it could be meant for somebody else. Check the server's address; its operator has to mend \"resource\" of its metadata."
                                .formatted(SignInFailures.place(server)));
            var issuers = members.strings("authorization_servers").stream()
                    .limit(MOST_ISSUERS)
                    .toList();
            if (issuers.isEmpty())
                throw SignInFailures.failed(
                        "%s names no authorization server in its metadata, so nobody can sign in there."
                                .formatted(SignInFailures.place(server)));
            return new ProtectedResource(resource, issuers, Scopes.of(members.strings("scopes_supported")));
        } catch (Malformed e) {
            throw SignInFailures.failed(
                    "The metadata of %s can't be read: %s".formatted(SignInFailures.place(server), e.getMessage()));
        }
    }

    /**
     * Where a resource's own metadata are. For a folder they count there alone, which is for whoever has the host to write:
     * else who has one path of it could get a token for all others.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3.1">RFC 9728, 3.1</a>
     */
    static URI wellKnown(URI resource) {
        return URI.create(Urls.origin(resource) + WELL_KNOWN + Urls.withoutSlash(Urls.path(resource)));
    }
}
