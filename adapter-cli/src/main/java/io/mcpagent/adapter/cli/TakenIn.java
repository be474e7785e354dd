package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncReport;
import io.mcpagent.application.document.SyncReport.FileNote;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a folder or file that was to be taken in, as {@link SyncReport} has it.
 *
 * @param collection its name
 * @param kept documents of a server's collection that have no file in the folder, and stay
 */
record TakenIn(
        String collection,
        int ingested,
        int unchanged,
        int deleted,
        int kept,
        long chunks,
        List<FileNote> skipped,
        List<FileNote> failed) {
    TakenIn {
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
    }

    static TakenIn of(SyncReport report) {
        return new TakenIn(
                report.collection().name(),
                report.ingested(),
                report.unchanged(),
                report.deleted(),
                0,
                report.chunks(),
                report.skipped(),
                report.failed());
    }

    /** As whoever named each file sees it. */
    TakenIn skippedHaveFailed() {
        var all = Stream.concat(failed.stream(), skipped.stream()).toList();
        return new TakenIn(collection, ingested, unchanged, deleted, kept, chunks, List.of(), all);
    }
}
