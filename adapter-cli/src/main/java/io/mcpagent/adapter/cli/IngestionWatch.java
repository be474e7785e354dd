package io.mcpagent.adapter.cli;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Waits until a server has taken in what was sent; looks less often the longer that takes and the more documents there
 * are, and not for ever at one that comes no further.
 */
final class IngestionWatch {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** A large file behind others takes its time, and shows no steps. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final RemoteCollection collection;

    IngestionWatch(RemoteCollection collection) {
        this.collection = collection;
    }

    /**
     * Returns when none of those documents is under way any more; one that was deleted is not.
     *
     * @param seen told all documents of the collection at each look
     * @return all documents of the collection
     */
    List<RemoteDocument> await(Set<String> ids, Consumer<List<RemoteDocument>> seen) {
        var furthest = -1;
        var pause = FIRST_PAUSE;
        var waited = Duration.ZERO;
        while (true) {
            var documents = collection.documents();
            seen.accept(documents);
            var ours = documents.stream()
                    .filter(document -> ids.contains(document.id()))
                    .toList();
            var underway = ours.stream().filter(RemoteDocument::isUnderway).count();
            if (underway == 0) return documents;
            var steps = ours.stream().mapToInt(RemoteDocument::steps).sum();
            if (steps > furthest) waited = Duration.ZERO;
            furthest = Math.max(furthest, steps);
            if (waited.compareTo(PATIENCE) > 0) throw standstill(underway);
            collection.retries().last(pause);
            waited = waited.plus(pause);
            var longest = LONGEST_PAUSE.plusMillis(documents.size());
            pause = pause.multipliedBy(2).compareTo(longest) < 0 ? pause.multipliedBy(2) : longest;
        }
    }

    private UpstreamFailure standstill(long underway) {
        return new UpstreamFailure(
                "server_does_not_ingest",
                "The server has not taken in %s of %s yet, and came no further in %d minutes. `mcp-agent documents list --collection` shows how far it is; whoever runs it finds the reason in its log."
                        .formatted(SyncText.counted(underway, "document"), collection.name(), PATIENCE.toMinutes()),
                true);
    }
}
