package io.mcpagent.bootstrap;

import io.mcpagent.adapter.access.AccessSettings;
import io.mcpagent.adapter.mcp.server.McpServer;
import io.mcpagent.adapter.rest.RestHost;
import io.mcpagent.domain.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The server of the Model Context Protocol behind the door of the HTTP server. */
record MountedMcp(McpServer server, Optional<AccessSettings.Oidc> provider) implements RestHost.Mcp {
    @Override
    public void serve(Caller caller, HttpServletRequest request, HttpServletResponse response, Runnable another) {
        server.serve(caller, request, response, another);
    }

    @Override
    public List<URI> issuers() {
        return provider.map(AccessSettings.Oidc::issuer).stream().toList();
    }

    /** That a client may come back without its user is no matter of ours. */
    @Override
    public List<String> scopes() {
        return provider.stream()
                .flatMap(oidc -> oidc.scopes().stream())
                .filter(scope -> !scope.equals("offline_access"))
                .toList();
    }

    @Override
    public void end() {
        server.close();
    }
}
