package io.mcpagent.adapter.tools;

import io.mcpagent.domain.tool.ToolOutcome;
import java.util.List;

/** What a model is told that asked for something that can't be called. */
final class Refusals {
    private Refusals() {}

    static ToolOutcome.Failed unknown(String tool, List<String> known) {
        return new ToolOutcome.Failed(
                "There is no tool " + Excerpts.of(tool) + ". There is: " + String.join(", ", known) + ".");
    }
}
