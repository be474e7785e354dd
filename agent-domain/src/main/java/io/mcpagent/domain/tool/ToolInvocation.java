package io.mcpagent.domain.tool;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.json.Json;
import java.util.Set;

/**
 * A call on behalf of somebody.
 *
 * @param idempotencyKey the same when the same call is made again after a crash
 * @param collections where the run looks for passages
 */
public record ToolInvocation(
        Caller caller, String idempotencyKey, String tool, Json arguments, Set<CollectionId> collections) {
    public ToolInvocation {
        collections = Set.copyOf(collections);
    }
}
