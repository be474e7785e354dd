package io.mcpagent.domain.tool;

import java.util.List;

/** Tools of one source. Implementations are safe for use by many threads at once. */
public interface ToolPort {
    /** In a stable order, each name once. */
    List<ToolDefinition> tools();

    /**
     * Calls a tool; blocks until it has answered. An interrupt ends the wait, and the call where that is possible.
     *
     * <p>What the model can mend (arguments, a name that does not exist, a tool that says no) is an outcome, not a throw.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure when the source of the tool can't be reached
     */
    ToolOutcome call(ToolInvocation invocation);
}
