package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.IngestionProgress;
import io.mcpagent.application.document.SyncRequest;
import java.util.function.Consumer;

/** Takes files of this machine in: to follow them in the data directory, or as copies on a server. */
interface Ingester {
    /**
     * Returns when all of it is through.
     *
     * @param progress told now and then where there is something to do, from any thread, one call at a time
     * @throws io.mcpagent.domain.failure.NotFound for a root that is not there
     * @throws io.mcpagent.domain.failure.InvalidRequest for a name that no collection can have
     * @throws io.mcpagent.domain.failure.Conflict when the collection can't follow this root, or most files are gone
     */
    TakenIn sync(SyncRequest request, Consumer<IngestionProgress> progress);
}
