package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;
import java.util.List;

/** Tools of one source. Implementations are safe for use by many threads at once. */
public interface ToolPort {
    /** In a stable order, each name once. */
    List<ToolDefinition> tools();

    /**
     * Calls a tool; blocks until it has answered. An interrupt ends the wait, and the call where that is possible.
     *
     * <p>Where it asks something first, the same call is made again later, with the same idempotency key and one more round.
     *
     * <p>What the model can mend (arguments, a name that does not exist, a tool that says no) is an outcome, not a throw.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure when the source of the tool can't be reached
     */
    ToolResponse call(ToolInvocation invocation);

    /** What is wrong with arguments of a tool of ours, each with its place; empty where nothing is, or nobody can say. */
    default List<String> problems(String tool, Json arguments) {
        return List.of();
    }
}
