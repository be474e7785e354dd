package io.mcpagent.application.document;

import io.mcpagent.domain.document.DocumentCollection;
import java.util.List;

/**
 * What a sync did.
 *
 * @param ingested documents that were taken in now and can be found
 * @param unchanged documents whose files were not read again
 * @param deleted documents whose files are gone
 * @param chunks of all documents of the collection that can be found
 * @param skipped files that hold no text
 * @param failed files that can't be found, with the reason, also those that failed before and have not changed
 */
public record SyncReport(
        DocumentCollection collection,
        int ingested,
        int unchanged,
        int deleted,
        long chunks,
        List<FileNote> skipped,
        List<FileNote> failed) {
    public SyncReport {
        skipped = List.copyOf(skipped);
        failed = List.copyOf(failed);
    }

    public record FileNote(String document, String reason) {}
}
