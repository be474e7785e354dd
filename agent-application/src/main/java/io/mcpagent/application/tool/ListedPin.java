package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.PinnedTool;
import io.mcpagent.domain.tool.ToolFlag;
import java.util.List;

/** A pin, and what to look at before saying anything about it. */
public record ListedPin(PinnedTool pin, List<ToolFlag> flags) {
    public ListedPin {
        flags = List.copyOf(flags);
    }
}
