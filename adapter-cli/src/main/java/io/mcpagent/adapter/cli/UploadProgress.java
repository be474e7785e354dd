package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.IngestionProgress;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Adds up how far a server has come with files; one that was sent, and not taken in yet, is half through. */
final class UploadProgress {
    private final int total;
    private final long bytes;
    private final Consumer<IngestionProgress> listener;
    private long sent;
    private long through;
    private int done;

    UploadProgress(UploadPlan plan, Consumer<IngestionProgress> listener) {
        var there = sizes(plan.again()) + sizes(plan.underway());
        this.total =
                plan.changed().size() + plan.again().size() + plan.underway().size();
        this.bytes = there
                + plan.changed().stream().mapToLong(file -> file.stamp().size()).sum();
        this.sent = there;
        this.listener = listener;
    }

    private static long sizes(List<RemoteDocument> documents) {
        return documents.stream().mapToLong(RemoteDocument::bytes).sum();
    }

    void sent(FileEntry file) {
        sent += file.stamp().size();
        tell();
    }

    void refused(FileEntry file) {
        through += file.stamp().size();
        done++;
        sent(file);
    }

    /** What the server shows of all that it has to do with. */
    void seen(List<RemoteDocument> documents, Set<String> ours) {
        var ended = documents.stream()
                .filter(document -> ours.contains(document.id()) && !document.isUnderway())
                .toList();
        var chunksOfThem = ended.stream().mapToLong(RemoteDocument::chunks).sum();
        listener.accept(new IngestionProgress(
                Math.min(total, done + ended.size()),
                total,
                chunksOfThem,
                Math.min(bytes, (sent + through + sizes(ended)) / 2),
                bytes));
    }

    private void tell() {
        listener.accept(new IngestionProgress(done, total, 0, (sent + through) / 2, bytes));
    }
}
