package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerAddress;
import io.mcpagent.domain.tool.ToolServerClient;
import io.mcpagent.domain.tool.ToolServerName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One user at one tool server that is reached by HTTP. */
record Account(ToolServerName server, UserId user, URI url, Optional<ToolServerClient> entry) {
    /** Empty for a server that is a process: what it needs is in its environment. */
    static Optional<Account> of(ToolServer server, Caller caller) {
        return switch (server.address()) {
            case ToolServerAddress.Process process -> Optional.empty();
            case ToolServerAddress.Http http ->
                Optional.of(new Account(server.name(), caller.user(), http.url(), http.client()));
        };
    }

    /** Whether no person has to be there. */
    boolean actsForItself() {
        return entry.filter(client -> client.grant() == ToolServerClient.Grant.CLIENT_CREDENTIALS)
                .isPresent();
    }

    /** What is asked for: what the entry says and the server misses, else what the server lists. */
    Set<String> scopes(Challenge challenge, Discovery.Found found) {
        var own = entry.map(ToolServerClient::scopes).orElse(List.of());
        if (!own.isEmpty()) return Scopes.union(own, challenge.scopes());
        return challenge.scopes().isEmpty() ? found.scopes() : challenge.scopes();
    }

    @Override
    public String toString() {
        return "Account[%s]".formatted(server.value());
    }
}
