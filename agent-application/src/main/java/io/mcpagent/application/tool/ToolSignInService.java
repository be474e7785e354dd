package io.mcpagent.application.tool;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.tool.ToolServer;
import io.mcpagent.domain.tool.ToolServerName;
import io.mcpagent.domain.tool.ToolServerSignInPort;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;

/** Users' sign-ins with tool servers, each for themselves. */
public final class ToolSignInService {
    private final Authorization authorization;
    private final Supplier<ToolServerSignInPort> signIns;
    private final Function<ToolServerName, ToolServer> servers;
    private final AuditTrail trail;

    /**
     * Over those of the installation.
     *
     * @param signIns asked when somebody first signs in or out
     * @param servers how a server is reached; throws {@code NotFound} where there is none
     */
    public ToolSignInService(
            Authorization authorization,
            Supplier<ToolServerSignInPort> signIns,
            Function<ToolServerName, ToolServer> servers,
            AuditTrail trail) {
        this.authorization = authorization;
        this.signIns = signIns;
        this.servers = servers;
        this.trail = trail;
    }

    /**
     * Where the caller's browser goes to sign in.
     *
     * @param back where it comes back to
     * @throws io.mcpagent.domain.failure.InvalidRequest as {@link ToolServerSignInPort#begin} does
     */
    public URI begin(Caller caller, ToolServerName server, URI back) {
        authorization.require(caller, Permission.ASK);
        return signIns.get().begin(servers.apply(server), caller, back);
    }

    /**
     * Signs in the caller, who began it.
     *
     * @param answer what the browser came back with
     * @throws io.mcpagent.domain.failure.InvalidRequest as {@link ToolServerSignInPort#finish} does
     */
    public ToolServerName finish(Caller caller, String answer) {
        authorization.require(caller, Permission.ASK);
        var server = signIns.get().finish(caller, answer, servers);
        trail.done(caller, Audited.TOOL_SERVER_SIGNED_IN, Audited.toolServer(server));
        return server;
    }

    /** Forgets what the caller was given there; also for a server that is gone. */
    public void end(Caller caller, ToolServerName server) {
        authorization.require(caller, Permission.ASK);
        signIns.get().end(server, caller);
        trail.done(caller, Audited.TOOL_SERVER_SIGNED_OUT, Audited.toolServer(server));
    }
}
