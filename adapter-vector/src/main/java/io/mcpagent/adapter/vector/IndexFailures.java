package io.mcpagent.adapter.vector;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;

/** What Lucene throws, as failures that a person can act on. */
final class IndexFailures {
    private static final String REINDEX = "mcp-agent collections reindex";

    private IndexFailures() {}

    static RuntimeException onOpening(Path directory, IOException cause) {
        if (cause instanceof LockObtainFailedException) return held(directory, cause);
        return new UpstreamFailure(
                "index_unreadable",
                "%s: the index can't be opened (%s). Check that the folder and its files may be read and written."
                        .formatted(directory, cause),
                false,
                cause);
    }

    static RuntimeException onReading(Path directory, Exception cause) {
        return new UpstreamFailure(
                "index_damaged",
                "%s: the index can't be read (%s). Run `%s` to make it again from the records."
                        .formatted(directory, cause, REINDEX),
                false,
                cause);
    }

    static RuntimeException onWriting(Path directory, Throwable cause) {
        if (cause instanceof LockObtainFailedException) return held(directory, cause);
        if (isDiskFull(cause))
            return new UpstreamFailure(
                    "disk_full",
                    "%s: the disk is full, so the index was left as it was. Free some space and repeat the command."
                            .formatted(directory),
                    false,
                    cause);
        return new UpstreamFailure(
                "index_not_written",
                "%s: the index could not be written and was left as it was (%s).".formatted(directory, cause),
                true,
                cause);
    }

    static Conflict otherModel(Path directory, String theirs, String theirDimension, VectorSettings ours) {
        return new Conflict(
                "index_model_mismatch",
                "%s: the index holds vectors of %s (dimension %s), but the embedding model in force is %s (dimension %d). Run `%s`, or set the former model again."
                        .formatted(directory, theirs, theirDimension, ours.model(), ours.dimension(), REINDEX));
    }

    private static Conflict held(Path directory, Throwable cause) {
        return new Conflict(
                "index_held",
                "%s: another process writes to the index. Stop it, or give this one its own data directory."
                        .formatted(directory),
                cause);
    }

    /** The JDK has no exception of its own for it, only the operating system's words. */
    private static boolean isDiskFull(Throwable failure) {
        var text = String.valueOf(failure.getMessage());
        if (Stream.of("No space left on device", "Disk quota exceeded", "not enough space on the disk")
                .anyMatch(text::contains)) return true;
        var cause = failure.getCause();
        if (cause != null && isDiskFull(cause)) return true;
        return Stream.of(failure.getSuppressed()).anyMatch(IndexFailures::isDiskFull);
    }
}
