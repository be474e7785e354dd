package io.mcpagent.adapter.cli;

import io.mcpagent.application.document.IngestionProgress;
import io.mcpagent.application.document.SyncRequest;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.failure.Conflict;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Onto a server, as copies in a collection that has the folder's name. What was sent the server alone remembers. */
final class RemoteIngester implements Ingester {
    private final ServerClient server;
    private final Supplier<FileStorePort> files;
    private final Retries retries;
    private final Map<String, Path> taken = new HashMap<>();

    RemoteIngester(ServerClient server, Supplier<FileStorePort> files, Retries retries) {
        this.server = server;
        this.files = files;
        this.retries = retries;
    }

    @Override
    public TakenIn sync(SyncRequest request, Consumer<IngestionProgress> progress) {
        var root = new SentRoot(files.get(), request.root());
        var listing = root.list();
        checkApart(request);
        var collection = RemoteCollection.of(request, server, retries);
        var plan = UploadPlan.of(
                collection.documents(), listing, (document, file) -> isSame(collection, document, root, file));
        collection.checkTakes(plan);
        var sending = new Sending(collection, root, plan, new UploadProgress(plan, progress));
        sending.send();
        var documents = sending.finish();
        // What has another name now can be found under that before it is gone under the old one.
        if (request.prune()) plan.vanished().forEach(collection::delete);
        return new UploadReport(listing, plan, sending, documents).of(collection.name(), request.prune());
    }

    /** What a linked collection has not read, such as what is empty, has no hash. */
    private static boolean isSame(RemoteCollection collection, RemoteDocument document, SentRoot root, FileEntry file) {
        if (document.bytes() != file.stamp().size()) return false;
        var hash = root.hash(file);
        return document.sha256().map(hash::equals).orElse(collection.isLinked());
    }

    /** Two folders of one name would take turns at replacing each other's files. */
    private void checkApart(SyncRequest request) {
        var other = Optional.ofNullable(taken.putIfAbsent(request.collectionName(), request.root()));
        other.filter(root -> !root.equals(request.root())).ifPresent(root -> {
            throw new Conflict(
                    "collection_name_taken",
                    "%s goes to the collection %s as %s does, and they would be mixed up. Ingest them one by one, each with a --collection of its own."
                            .formatted(request.root(), request.collectionName(), root));
        });
    }
}
