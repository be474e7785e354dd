package io.mcpagent.adapter.mcp.signin;

import io.mcpagent.adapter.mcp.transport.Credentials;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.tool.ToolServer;
import java.util.List;
import java.util.Optional;

/** The tokens of one user at one server. */
final class UserCredentials implements Credentials {
    private static final String SCHEME = "Bearer ";

    private final SignIns signIns;
    private final ToolServer server;
    private final Caller caller;

    UserCredentials(SignIns signIns, ToolServer server, Caller caller) {
        this.signIns = signIns;
        this.server = server;
        this.caller = caller;
    }

    @Override
    public Optional<String> authorization() {
        return signIns.bearer(server, caller).map(SCHEME::concat);
    }

    @Override
    public boolean challenged(Optional<String> sent, int status, List<String> challenges, int attempt) {
        var bearer = sent.map(value -> value.substring(SCHEME.length()));
        var refused = new RefusedRequest(status, challenges, bearer, attempt - 1);
        return switch (signIns.remedy(server, caller, refused)) {
            case Remedy.Retry retry -> true;
            case Remedy.SignIn(var message) -> throw new UpstreamFailure("tool_server_sign_in", message, false);
            case Remedy.Refused(var message) -> throw new UpstreamFailure("tool_server_access_denied", message, false);
        };
    }
}
