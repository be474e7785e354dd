package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.telemetry.TraceContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call on behalf of somebody.
 *
 * @param idempotencyKey the same when the same call is made again after a crash
 * @param collections where the run looks for passages
 * @param rounds what this call asked before, and was told, the oldest first
 * @param mayBeginAnew whether it is called again where the call that asked is lost; else the answer is {@link
 *     ToolResponse.Lost}
 * @param trace of whoever asked for what it is made for
 */
public record ToolInvocation(
        Caller caller,
        String idempotencyKey,
        String tool,
        Json arguments,
        Set<CollectionId> collections,
        List<ToolRound> rounds,
        boolean mayBeginAnew,
        Optional<TraceContext> trace) {
    public ToolInvocation {
        collections = Set.copyOf(collections);
        rounds = List.copyOf(rounds);
    }

    /** One that has asked nothing yet, in no trace. */
    public ToolInvocation(
            Caller caller, String idempotencyKey, String tool, Json arguments, Set<CollectionId> collections) {
        this(caller, idempotencyKey, tool, arguments, collections, List.of(), false, Optional.empty());
    }
}
