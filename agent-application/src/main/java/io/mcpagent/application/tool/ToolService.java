package io.mcpagent.application.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.tool.ToolDefinition;
import java.util.List;
import java.util.function.Supplier;

/** The tools that agents may name. */
public final class ToolService {
    private final Supplier<Toolbox> toolbox;

    /**
     * Over a toolbox.
     *
     * @param toolbox made when it is first needed: to check schemas takes a moment
     */
    public ToolService(Supplier<Toolbox> toolbox) {
        this.toolbox = toolbox;
    }

    /** By name. */
    public List<ToolDefinition> tools(Caller caller) {
        return toolbox.get().all();
    }
}
