package io.mcpagent.application.document;

import io.mcpagent.application.task.LeaseKeeper;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import io.mcpagent.domain.task.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Brings prepared documents into the index together, since a commit of the index costs as much for one as for a hundred.
 * The index commits first; then the documents are marked and their tasks end in one transaction.
 */
final class IndexBatch {
    private static final int CHUNKS_A_COMMIT = 512;

    private final DocumentPorts ports;
    private final LeaseKeeper leases;
    private final IngestionNews news;
    private final Lock indexing;
    private final List<Prepared> waiting = new ArrayList<>();

    private record Prepared(Claim claim, IndexedDocument indexed) {
        DocumentId document() {
            return indexed.id();
        }
    }

    /** @param indexing whoever changes what the index has of documents in work does it under this */
    IndexBatch(DocumentPorts ports, LeaseKeeper leases, IngestionNews news, Lock indexing) {
        this.ports = ports;
        this.leases = leases;
        this.news = news;
        this.indexing = indexing;
    }

    /** Blocks while a full batch is committed. */
    synchronized void add(Claim claim, IndexedDocument indexed) {
        waiting.add(new Prepared(claim, indexed));
        if (waiting.stream()
                        .mapToInt(prepared -> prepared.indexed().chunks().size())
                        .sum()
                >= CHUNKS_A_COMMIT) flush();
    }

    synchronized void flush() {
        if (waiting.isEmpty()) return;
        indexing.lock();
        try {
            // What was replaced since may be in the index already, as it is now.
            var ours = ports.transactions().write(this::held);
            if (!ours.isEmpty()) commit(ours);
        } finally {
            indexing.unlock();
        }
        abandon();
    }

    private List<Prepared> held() {
        return waiting.stream()
                .filter(prepared -> ports.tasks().heartbeat(prepared.claim()))
                .toList();
    }

    private void commit(List<Prepared> ours) {
        ports.store().replace(ours.stream().map(Prepared::indexed).toList());
        var lost = ports.transactions().write(() -> mark(ours));
        // Deleted or replaced meanwhile: its record says so, and what was just put into the index must go.
        if (!lost.isEmpty())
            ports.store().delete(lost.stream().map(Prepared::document).toList());
        ours.forEach(prepared -> news.changed(prepared.document()));
    }

    /** Lets go of what waits: it stays queued, and whoever claims it next begins behind its stored chunks. */
    synchronized void abandon() {
        waiting.forEach(prepared -> leases.release(prepared.claim()));
        waiting.clear();
    }

    /** Those that were not this batch's to mark any more. */
    private List<Prepared> mark(List<Prepared> indexed) {
        var held = indexed.stream()
                .collect(Collectors.partitioningBy(prepared -> ports.tasks().heartbeat(prepared.claim())));
        var ours = held.getOrDefault(true, List.of());
        ports.documents().save(marked(ours));
        ours.forEach(prepared -> ports.tasks().finish(prepared.claim()));
        return held.getOrDefault(false, List.of());
    }

    private List<Document> marked(List<Prepared> held) {
        var chunks = held.stream()
                .collect(Collectors.toMap(
                        Prepared::document,
                        prepared -> prepared.indexed().chunks().size()));
        var found = ports.documents().find(Set.copyOf(chunks.keySet())).stream()
                .collect(Collectors.toMap(Document::id, Function.identity()));
        return found.values().stream()
                .map(document -> document.with(new Ingestion.Ready(chunks.getOrDefault(document.id(), 0))))
                .toList();
    }
}
