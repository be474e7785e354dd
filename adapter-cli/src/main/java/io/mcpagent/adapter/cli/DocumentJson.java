package io.mcpagent.adapter.cli;

import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.json.Json;
import java.util.Locale;

/** A document, for programs. */
final class DocumentJson {
    private DocumentJson() {}

    static Json.Obj of(Document document, String collection) {
        var base = Json.object()
                .with("document_id", Json.of(document.id().value().toString()))
                .with("document", Json.of(document.name()))
                .with("collection", Json.of(collection))
                .with("bytes", Json.of(document.stamp().size()));
        return switch (document.ingestion()) {
            case Ingestion.Queued queued -> state(base, "queued");
            case Ingestion.Chunked chunked -> state(base, "chunked");
            case Ingestion.Ready(var chunks) -> state(base, "ready").with("chunks", Json.of(chunks));
            case Ingestion.Skipped(var reason) -> state(base, "skipped").with("reason", Json.of(reason));
            case Ingestion.Failed(var stage, var reason) ->
                state(base, "failed")
                        .with("stage", Json.of(stage.name().toLowerCase(Locale.ROOT)))
                        .with("reason", Json.of(reason));
        };
    }

    private static Json.Obj state(Json.Obj document, String state) {
        return document.with("state", Json.of(state));
    }
}
