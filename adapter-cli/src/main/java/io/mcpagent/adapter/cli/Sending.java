package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.SyncReport.FileNote;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Brings a collection of a server up to date with a plan. What one file can't do keeps no other back. */
final class Sending {
    private static final Set<String> OF_ONE_FILE = Set.of("file_vanished");

    private final RemoteCollection collection;
    private final SentRoot root;
    private final UploadPlan plan;
    private final UploadProgress progress;
    private final Set<String> ours = new HashSet<>();
    private final List<FileNote> refused = new ArrayList<>();
    private int sent;

    Sending(RemoteCollection collection, SentRoot root, UploadPlan plan, UploadProgress progress) {
        this.collection = collection;
        this.root = root;
        this.plan = plan;
        this.progress = progress;
    }

    /** What is sent stays sent, whatever ends this. */
    void send() {
        counted(() -> {
            plan.changed().forEach(this::send);
            plan.again().forEach(collection::retry);
            plan.again().forEach(document -> ours.add(document.id()));
            plan.underway().forEach(document -> ours.add(document.id()));
            return sent;
        });
    }

    /** A failure that ends it says how far it came. */
    private <T> T counted(Supplier<T> step) {
        try {
            return step.get();
        } catch (UpstreamFailure failure) {
            throw new UpstreamFailure(failure.code(), failure.getMessage() + soFar(), failure.retryable(), failure);
        } catch (LimitExceeded limit) {
            throw new LimitExceeded(limit.code(), limit.getMessage() + soFar(), limit.retryAfter());
        }
    }

    private void send(FileEntry file) {
        try {
            ours.add(collection.send(() -> root.form(file)).id());
            sent++;
            progress.sent(file);
        } catch (InvalidRequest wrong) {
            refuse(file, wrong.getMessage());
        } catch (NotFound gone) {
            if (!OF_ONE_FILE.contains(gone.code())) throw gone;
            refuse(file, gone.getMessage());
        }
    }

    private void refuse(FileEntry file, String reason) {
        refused.add(new FileNote(file.name(), reason));
        progress.refused(file);
    }

    private String soFar() {
        if (plan.changed().isEmpty()) return "";
        return " %d of %d files went to %s. Run it again to go on."
                .formatted(sent, plan.changed().size(), collection.name());
    }

    /**
     * Waits until the server is through with what was sent, and with what it had of it already.
     *
     * @return all documents of the collection
     */
    List<RemoteDocument> finish() {
        if (ours.isEmpty()) return collection.documents();
        return counted(() -> new IngestionWatch(collection).await(ours, documents -> progress.seen(documents, ours)));
    }

    /** Ids of the documents that the server worked on. */
    Set<String> ours() {
        return Set.copyOf(ours);
    }

    List<FileNote> refused() {
        return List.copyOf(refused);
    }
}
