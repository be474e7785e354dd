package io.mcpagent.application.document;

import io.mcpagent.application.document.IngestionRun.Expected;
import java.util.function.Consumer;

/** Adds up how far the workers of a drain have come, and tells it. */
final class Progress {
    private final Expected expected;
    private final Consumer<IngestionProgress> listener;
    private int done;
    private long chunks;
    private long bytes;

    Progress(Expected expected, Consumer<IngestionProgress> listener) {
        this.expected = expected;
        this.listener = listener;
    }

    /** That of one document, whose file is so large. */
    Part part(long size) {
        return new Part(size);
    }

    private synchronized void add(int documents, int moreChunks, long moreBytes) {
        done += documents;
        chunks += moreChunks;
        bytes += moreBytes;
        listener.accept(new IngestionProgress(
                done, Math.max(expected.documents(), done), chunks, bytes, Math.max(expected.bytes(), bytes)));
    }

    /** For one thread. */
    final class Part {
        private final long size;
        private long embedded;
        private long told;

        private Part(long size) {
            this.size = size;
        }

        /** A file is through as far as its chunks are embedded, which takes nearly all of the time. */
        void chunks(int more, int all) {
            embedded += more;
            var sofar = size * embedded / all;
            add(0, more, sofar - told);
            told = sofar;
        }

        void done() {
            add(1, 0, size - told);
            told = size;
        }
    }
}
