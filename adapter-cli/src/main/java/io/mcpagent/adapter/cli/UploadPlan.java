package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.document.FileStorePort.FileListing;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has to happen so that a server has the files as they are here.
 *
 * @param changed files to send
 * @param again documents that failed for no reason of their own
 * @param underway documents that are as their files are, and not through yet
 * @param vanished documents that have no file here
 * @param failed files that can't be read
 */
record UploadPlan(
        List<FileEntry> changed,
        List<RemoteDocument> again,
        List<RemoteDocument> underway,
        List<RemoteDocument> vanished,
        List<FileNote> failed) {
    UploadPlan {
        changed = List.copyOf(changed);
        again = List.copyOf(again);
        underway = List.copyOf(underway);
        vanished = List.copyOf(vanished);
        failed = List.copyOf(failed);
    }

    /** What tells a file from a document. */
    interface Comparison {
        /**
         * Whether the document is what the file is.
         *
         * @throws InvalidRequest or {@link NotFound} for a file that can't be read
         */
        boolean same(RemoteDocument document, FileEntry file);
    }

    static UploadPlan of(List<RemoteDocument> known, FileListing listing, Comparison comparison) {
        var byName = new HashMap<String, RemoteDocument>();
        known.forEach(document -> byName.put(document.name(), document));
        var names = listing.files().stream().map(FileEntry::name).collect(Collectors.toUnmodifiableSet());
        var vanished = known.stream()
                .filter(document -> !names.contains(document.name()) && !listing.hides(document.name()))
                .toList();
        var changed = new ArrayList<FileEntry>();
        var same = new ArrayList<RemoteDocument>();
        var failed = new ArrayList<FileNote>();
        for (var file : listing.files()) {
            try {
                Optional.ofNullable(byName.get(file.name()))
                        .filter(document -> comparison.same(document, file))
                        .ifPresentOrElse(same::add, () -> changed.add(file));
            } catch (InvalidRequest | NotFound unreadable) {
                failed.add(new FileNote(file.name(), unreadable.getMessage()));
            }
        }
        return new UploadPlan(
                changed,
                same.stream().filter(RemoteDocument::isWorthRetrying).toList(),
                same.stream().filter(RemoteDocument::isUnderway).toList(),
                vanished,
                failed);
    }

    boolean changesNothing() {
        return changed.isEmpty() && again.isEmpty() && vanished.isEmpty();
    }
}
