package io.mcpagent.adapter.cli;

import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;

/** A document, for people. */
final class DocumentText {
    private DocumentText() {}

    static String of(Document document, String collection) {
        return switch (document.ingestion()) {
            case Ingestion.Queued queued -> row("queued", collection, document);
            case Ingestion.Chunked chunked -> row("chunked", collection, document);
            case Ingestion.Ready(var chunks) ->
                row("ready", collection, document) + " (" + SyncText.counted(chunks, "chunk") + ")";
            case Ingestion.Skipped(var reason) -> row("skipped", collection, document) + ": " + reason;
            case Ingestion.Failed(var stage, var reason) -> row("failed", collection, document) + ": " + reason;
        };
    }

    private static String row(String state, String collection, Document document) {
        return "%-7s  %s  %s".formatted(state, TerminalText.name(collection), TerminalText.name(document.name()));
    }
}
