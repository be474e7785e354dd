package io.mcpagent.application.document;

import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.document.FileStorePort.FileListing;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.document.Ingestion.Stage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to happen so that a linked collection follows its files. Pure.
 *
 * @param vanished documents whose files are gone
 */
record SyncPlan(List<FileEntry> added, List<Changed> changed, List<Document> vanished) {
    record Changed(Document document, FileEntry file) {}

    /** A folder that could not be listed hides its files; they are not gone. */
    static SyncPlan of(List<Document> known, FileListing listing) {
        var byName = known.stream().collect(Collectors.toMap(Document::name, Function.identity()));
        var files = listing.files().stream().collect(Collectors.toMap(FileEntry::name, Function.identity()));
        return new SyncPlan(
                listing.files().stream()
                        .filter(file -> !byName.containsKey(file.name()))
                        .toList(),
                listing.files().stream()
                        .flatMap(file -> Stream.ofNullable(byName.get(file.name()))
                                .filter(document -> isStale(document, file))
                                .map(document -> new Changed(document, file)))
                        .toList(),
                known.stream()
                        .filter(document -> !files.containsKey(document.name()))
                        .filter(document -> !listing.hides(document.name()))
                        .toList());
    }

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && vanished.isEmpty();
    }

    /** So much is gone that the folder is more likely missing than emptied. */
    boolean losesMostOf(List<Document> known) {
        return vanished.size() * 2 > known.size();
    }

    private static boolean isStale(Document document, FileEntry file) {
        return !document.stamp().equals(file.stamp()) || isWorthRetrying(document.ingestion());
    }

    /** What failed for its content fails again until the file changes; the rest may have been the surroundings. */
    private static boolean isWorthRetrying(Ingestion ingestion) {
        return switch (ingestion) {
            case Ingestion.Failed(var stage, var reason) -> stage != Stage.EXTRACT && stage != Stage.CHUNK;
            case Ingestion.Queued queued -> false;
            case Ingestion.Chunked chunked -> false;
            case Ingestion.Ready ready -> false;
            case Ingestion.Skipped skipped -> false;
        };
    }
}
