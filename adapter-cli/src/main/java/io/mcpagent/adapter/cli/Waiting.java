package io.mcpagent.adapter.cli;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Ingestion;
import java.nio.file.Path;

/** Somebody who asks while documents still wait is told, as what is not taken in is not found. */
final class Waiting {
    private Waiting() {}

    static void tell(CliPlatform platform, Output output) {
        for (var collection : platform.documents().collections(Caller.LOCAL_OWNER)) {
            var waiting = platform.documents().documents(Caller.LOCAL_OWNER, collection.name()).stream()
                    .filter(Waiting::waits)
                    .count();
            if (waiting > 0) output.note(line(collection, waiting));
        }
    }

    private static String line(DocumentCollection collection, long waiting) {
        return "%s: %s not taken in yet, and not searched; go on with: mcp-agent ingest %s"
                .formatted(
                        collection.name(),
                        waiting == 1 ? "1 document is" : waiting + " documents are",
                        collection.root().map(Path::toString).orElse("PATH"));
    }

    private static boolean waits(Document document) {
        return switch (document.ingestion()) {
            case Ingestion.Queued queued -> true;
            case Ingestion.Chunked chunked -> true;
            case Ingestion.Ready ready -> false;
            case Ingestion.Skipped skipped -> false;
            case Ingestion.Failed failed -> false;
        };
    }
}
