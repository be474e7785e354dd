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
    private static final int MOST_ISSUERS = 20;

    ProtectedResource {
        issuers = List.copyOf(issuers);
    }

    /** @throws io.mcpagent.domain.failure.UpstreamFailure where it speaks of another server, or lacks something */
    static ProtectedResource of(Json.Obj json, URI server) {
        try {
            var members = new Members(json, "The metadata of a protected resource");
            var resource = members.string("resource");
            if (Urls.secure(resource)
                    .filter(named -> Urls.covers(named, server))
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
}
