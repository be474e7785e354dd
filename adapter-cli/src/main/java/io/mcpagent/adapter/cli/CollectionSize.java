package io.mcpagent.adapter.cli;

import io.mcpagent.domain.json.Json;
import java.util.List;

/** What a collection holds. */
record CollectionSize(int documents, long ready, long failed, long chunks) {
    static CollectionSize of(List<Json.Obj> documents) {
        return new CollectionSize(
                documents.size(),
                count(documents, "ready"),
                count(documents, "failed"),
                documents.stream()
                        .filter(document -> document.get("chunks").isPresent())
                        .mapToLong(
                                document -> Members.number(document, "chunks").longValue())
                        .sum());
    }

    private static long count(List<Json.Obj> documents, String state) {
        return documents.stream()
                .filter(document -> Members.text(document, "state").equals(state))
                .count();
    }

    Json.Obj json(Json.Obj collection) {
        return collection
                .with("documents", Json.of(documents))
                .with("ready", Json.of(ready))
                .with("failed", Json.of(failed))
                .with("chunks", Json.of(chunks));
    }

    void add(Columns columns, Json.Obj collection) {
        columns.row(
                TerminalText.name(Members.text(collection, "collection")),
                Members.text(collection, "language"),
                SyncText.counted(documents, "document"),
                SyncText.counted(chunks, "chunk") + (failed == 0 ? "" : ", " + failed + " failed"),
                TerminalText.name(Members.optionalText(collection, "root").orElse("(uploads)")));
    }
}
