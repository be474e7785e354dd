package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.domain.document.FileStorePort.FileListing;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of files that a server was to have, counted as a sync counts them.
 *
 * @param documents all of the collection, in the end
 */
record UploadReport(FileListing listing, UploadPlan plan, Sending sending, List<RemoteDocument> documents) {
    private static final Comparator<FileNote> BY_NAME =
            Comparator.comparing((FileNote note) -> note.document().codePoints().toArray(), Arrays::compare);

    UploadReport {
        documents = List.copyOf(documents);
    }

    TakenIn of(String collection, boolean pruned) {
        var vanished = plan.vanished().size();
        return new TakenIn(
                collection,
                count(document -> sending.ours().contains(document.id()) && document.isReady()),
                count(document -> !sending.ours().contains(document.id())),
                pruned ? vanished : 0,
                pruned ? 0 : vanished,
                documents.stream()
                        .filter(document -> !pruned || !plan.vanished().contains(document))
                        .mapToLong(RemoteDocument::chunks)
                        .sum(),
                notes("skipped").toList(),
                failed());
    }

    private List<FileNote> failed() {
        var unlisted = listing.problems().stream().map(problem -> new FileNote(problem.name(), problem.reason()));
        return Stream.concat(unlisted, Stream.concat(notSent(), notes("failed")).sorted(BY_NAME))
                .toList();
    }

    private Stream<FileNote> notSent() {
        return Stream.concat(plan.failed().stream(), sending.refused().stream());
    }

    private int count(Predicate<RemoteDocument> which) {
        return (int) ofFiles().filter(which).count();
    }

    private Stream<FileNote> notes(String state) {
        return ofFiles().flatMap(document -> document.note(state).stream());
    }

    /** Documents that have a file here, of which no other word is said. */
    private Stream<RemoteDocument> ofFiles() {
        var others = Stream.concat(
                        plan.vanished().stream().map(RemoteDocument::name),
                        notSent().map(FileNote::document))
                .collect(Collectors.toUnmodifiableSet());
        return documents.stream().filter(document -> !others.contains(document.name()));
    }
}
