package io.mcpagent.domain.document;

import io.mcpagent.domain.llm.TextHash;
import java.io.InputStream;
import java.util.Set;

/** The bytes of uploaded documents, the same bytes once, under their hash. Safe for use by many threads. */
public interface UploadStorePort {
    /**
     * Takes in what a stream yields, as fast as it yields it and with little of it in memory. What is returned is durable,
     * but not in its place yet, and is to be dropped in the end. The stream is not closed.
     *
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code file_too_large}, or {@code upload_broken} when
     *     the stream fails; nothing is left then
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code disk_full} or {@code disk_unusable}; nothing is
     *     left then
     */
    Received receive(InputStream content);

    /**
     * Puts what was received in its place, durably, unless the same bytes are there already.
     *
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code disk_full} or {@code disk_unusable}
     */
    void keep(Received received);

    /** Ends a reception; what was kept of it stays. */
    void drop(Received received);

    /**
     * The bytes, which whoever asked closes.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code file_vanished}
     * @throws io.mcpagent.domain.failure.UpstreamFailure with code {@code disk_unusable}
     */
    InputStream open(TextHash content);

    /** All that were kept. */
    Set<TextHash> stored();

    /** Those that are there; whoever has opened one may read on. */
    void delete(Set<TextHash> contents);

    /** Removes what processes that were killed had received and not kept; not what is being received now. */
    void removeLeftovers();

    /**
     * Bytes that were received.
     *
     * @param receipt tells this reception from others, also of the same bytes
     */
    record Received(TextHash hash, long size, String receipt) {}
}
