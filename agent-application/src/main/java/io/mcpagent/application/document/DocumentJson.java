package io.mcpagent.application.document;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.json.Json;
import java.util.Locale;

/** Documents, their parts and their collections, for programs. */
public final class DocumentJson {
    private DocumentJson() {}

    public static Json.Obj of(Document document, String collection) {
        var base = Json.object()
                .with("document_id", Json.of(document.id().value().toString()))
                .with("document", Json.of(document.name()))
                .with("collection", Json.of(collection))
                .with("bytes", Json.of(document.stamp().size()))
                .with("sha256", document.contentHash().map(hash -> Json.of(hash.value())));
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

    public static Json.Obj of(DocumentCollection collection) {
        return Json.object()
                .with("collection_id", Json.of(collection.id().value().toString()))
                .with("collection", Json.of(collection.name()))
                .with("root", collection.root().map(root -> Json.of(root.toString())))
                .with("language", Json.of(collection.language().tag()))
                .with("created_at", Json.of(collection.createdAt()));
    }

    public static Json.Obj of(Chunk chunk) {
        return Json.object()
                .with("chunk_id", Json.of(chunk.id().toString()))
                .with("location", Json.of(chunk.location().label()))
                .with(
                        "headings",
                        Json.array(chunk.headings().stream().map(Json::of).toList()))
                .with("text", Json.of(chunk.text()));
    }

    private static Json.Obj state(Json.Obj document, String state) {
        return document.with("state", Json.of(state));
    }
}
