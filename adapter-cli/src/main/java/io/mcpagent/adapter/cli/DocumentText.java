package io.mcpagent.adapter.cli;

import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;

/** A document, for people. */
final class DocumentText {
    private DocumentText() {}

    static void add(Columns columns, Document document, String collection) {
        var name = TerminalText.name(document.name());
        switch (document.ingestion()) {
            case Ingestion.Queued queued -> columns.row("queued", collection, name);
            case Ingestion.Chunked chunked -> columns.row("chunked", collection, name);
            case Ingestion.Ready(var chunks) ->
                columns.row("ready", collection, name + " (" + SyncText.counted(chunks, "chunk") + ")");
            case Ingestion.Skipped(var reason) -> columns.row("skipped", collection, name + ": " + reason);
            case Ingestion.Failed(var stage, var reason) -> columns.row("failed", collection, name + ": " + reason);
        }
    }
}
