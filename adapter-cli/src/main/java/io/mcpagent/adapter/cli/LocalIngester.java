package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.DocumentService;
import io.mcpagent.application.document.IngestionProgress;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.domain.access.Caller;
import java.util.function.Consumer;

/** Into the data directory. */
record LocalIngester(DocumentService documents) implements Ingester {
    @Override
    public TakenIn sync(SyncRequest request, Consumer<IngestionProgress> progress) {
        return TakenIn.of(documents.sync(Caller.LOCAL_OWNER, request, progress));
    }
}
