package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.DocumentJson;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.json.Json;
import java.nio.file.Path;
import java.util.List;

/** What a collection holds. */
record CollectionSize(int documents, long ready, long failed, long chunks) {
    static CollectionSize of(List<Document> documents) {
        return new CollectionSize(
                documents.size(),
                documents.stream()
                        .filter(document -> document.ingestion() instanceof Ingestion.Ready)
                        .count(),
                documents.stream()
                        .filter(document -> document.ingestion() instanceof Ingestion.Failed)
                        .count(),
                documents.stream()
                        .mapToLong(document -> document.ingestion() instanceof Ingestion.Ready(var chunks) ? chunks : 0)
                        .sum());
    }

    Json.Obj json(DocumentCollection collection) {
        return DocumentJson.of(collection)
                .with("documents", Json.of(documents))
                .with("ready", Json.of(ready))
                .with("failed", Json.of(failed))
                .with("chunks", Json.of(chunks));
    }

    void add(Columns columns, DocumentCollection collection) {
        columns.row(
                TerminalText.name(collection.name()),
                collection.language().tag(),
                SyncText.counted(documents, "document"),
                SyncText.counted(chunks, "chunk") + (failed == 0 ? "" : ", " + failed + " failed"),
                TerminalText.name(collection.root().map(Path::toString).orElse("(uploads)")));
    }
}
