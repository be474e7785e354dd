package io.mcpagent.domain.tool;

import io.mcpagent.domain.tool.ToolServerClient.Grant;
import java.util.List;
import java.util.Optional;

/** As whom we are known to the authorization server of a tool server: a {@link ToolServerClient} as it is stored. */
public record StoredClient(
        String id, Credential credential, Grant grant, Optional<String> issuer, List<String> scopes) {
    /** A {@link ToolServerClient.Credential} that is sealed. */
    public sealed interface Credential {
        record None() implements Credential {}

        record Secret(StoredValue value) implements Credential {}

        record PrivateKey(StoredValue pem) implements Credential {}
    }

    public StoredClient {
        scopes = List.copyOf(scopes);
    }

    /** Whether an authorization server takes both for the same, whatever they show for it. */
    public boolean isSameAs(StoredClient other) {
        return id.equals(other.id) && grant == other.grant && issuer.equals(other.issuer);
    }
}
