package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.IngestionProgress;
import io.mcpagent.application.document.SyncReport;
import io.mcpagent.application.document.SyncRequest;
import java.util.function.Consumer;

/** Takes what lies on this machine in. */
interface Ingester {
    SyncReport sync(SyncRequest request, Consumer<IngestionProgress> progress);
}
