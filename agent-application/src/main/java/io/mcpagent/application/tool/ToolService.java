package io.mcpagent.application.tool;

import io.mcpagent.application.retrieval.Scopes;
import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The tools that agents may name. */
public final class ToolService {
    private final Supplier<Toolbox> toolbox;
    private final Scopes scopes;
    private final IdSource ids;

    /**
     * Over a toolbox.
     *
     * @param toolbox made when it is first needed: to check schemas takes a moment
     */
    public ToolService(Supplier<Toolbox> toolbox, Scopes scopes, IdSource ids) {
        this.toolbox = toolbox;
        this.scopes = scopes;
        this.ids = ids;
    }

    /**
     * Calls a tool for the caller, over all that the caller may read; blocks until it has answered. Nothing records it, and
     * it is not made again.
     *
     * @throws NotFound with code {@code tool_not_found}
     */
    public ToolOutcome call(Caller caller, String name, Json arguments) {
        var known = toolbox.get();
        if (known.find(name).isEmpty()) throw new NotFound("tool_not_found", "There is no tool named " + name + ".");
        var all = scopes.named(caller, Set.of()).ids();
        return known.call(new ToolInvocation(caller, ids.next().toString(), name, arguments, all));
    }

    /** By name. */
    public List<ToolDefinition> tools(Caller caller) {
        return toolbox.get().all();
    }
}
