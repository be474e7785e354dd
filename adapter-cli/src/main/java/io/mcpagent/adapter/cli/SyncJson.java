package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** What a sync did, for programs. */
final class SyncJson {
    private SyncJson() {}

    static Json.Obj of(TakenIn report) {
        return Json.object()
                .with("collection", Json.of(report.collection()))
                .with("ingested", Json.of(report.ingested()))
                .with("unchanged", Json.of(report.unchanged()))
                .with("deleted", Json.of(report.deleted()))
                .with("chunks", Json.of(report.chunks()))
                .with("skipped", files(report.skipped()))
                .with("failed", files(report.failed()));
    }

    private static Json.Arr files(List<FileNote> files) {
        return Json.array(files.stream()
                .map(file ->
                        Json.object().with("document", Json.of(file.document())).with("reason", Json.of(file.reason())))
                .toList());
    }
}
