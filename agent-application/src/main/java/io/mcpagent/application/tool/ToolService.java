package io.mcpagent.application.tool;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.access.Audited;
import io.mcpagent.application.access.Authorization;
import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The tools that agents may name. */
public final class ToolService {
    private final Authorization authorization;
    private final Supplier<Toolbox> toolbox;
    private final Scopes scopes;
    private final IdSource ids;
    private final AuditTrail trail;

    /**
     * Over a toolbox.
     *
     * @param toolbox made when it is first needed: to check schemas takes a moment
     */
    public ToolService(
            Authorization authorization, Supplier<Toolbox> toolbox, Scopes scopes, IdSource ids, AuditTrail trail) {
        this.authorization = authorization;
        this.toolbox = toolbox;
        this.scopes = scopes;
        this.ids = ids;
        this.trail = trail;
    }

    /** By name. */
    public List<ToolDefinition> tools(Caller caller) {
        authorization.require(caller, Permission.READ);
        return toolbox.get().all();
    }

    /**
     * Calls one by hand, over all that the caller may read; what its schema refuses is an outcome. Those of servers work with
     * what an administrator gave them, and whoever calls one by hand is asked by no agent's policy: so it is for those who
     * manage them.
     *
     * @throws NotFound with code {@code tool_not_found}
     */
    public ToolOutcome call(Caller caller, String tool, Json.Obj arguments) {
        authorization.require(caller, Permission.ASK);
        if (toolbox.get().find(tool).isEmpty())
            throw new NotFound("tool_not_found", "There is no tool named " + tool + ".");
        if (ServedToolNames.isServed(tool)) authorization.require(caller, Permission.MANAGE_TOOLS);
        var readable = scopes.named(caller, Set.of()).ids();
        // Before it is called: nobody can take back what a tool does.
        trail.done(caller, Audited.TOOL_CALLED, Audited.tool(tool));
        var invocation = new ToolInvocation(caller, ids.next().toString(), tool, arguments, readable);
        return switch (toolbox.get().call(invocation)) {
            case ToolOutcome outcome -> outcome;
            case ToolResponse.Asks asks ->
                new ToolOutcome.Failed(
                        "The tool asks something before it can go on, which it can do in a run of an agent alone.");
            case ToolResponse.Lost lost -> throw new IllegalStateException("a call that asked nothing is not lost");
        };
    }
}
