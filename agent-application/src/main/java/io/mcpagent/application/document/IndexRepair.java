package io.mcpagent.application.document;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedChunk;
import io.mcpagent.domain.retrieval.VectorStorePort.IndexedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the index say what the records say: what it should not hold is deleted, what it lacks is put back from the stored
 * chunks and embeddings, without the source files. Runs before anything is answered.
 */
public final class IndexRepair {
    private static final int CHUNKS_A_COMMIT = 2_000;

    private final DocumentPorts ports;

    public IndexRepair(DocumentPorts ports) {
        this.ports = ports;
    }

    /**
     * What had to be mended.
     *
     * @param restored documents that the index lacked
     */
    public record Repaired(int deleted, int restored) {}

    public Repaired repair() {
        var records = ports.documents().ready();
        var index = ports.store().generations();
        var stale = index.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(records.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!stale.isEmpty()) ports.store().delete(stale);
        var missing = records.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(index.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        restore(missing);
        return new Repaired(stale.size(), missing.size());
    }

    private void restore(Set<DocumentId> missing) {
        if (missing.isEmpty()) return;
        var languages = ports.collections().all().stream()
                .collect(Collectors.toMap(DocumentCollection::id, DocumentCollection::language));
        var batch = new ArrayList<IndexedDocument>();
        for (var document : ports.documents().find(missing)) {
            batch.add(indexed(document, languages.getOrDefault(document.collection(), Language.ENGLISH)));
            if (batch.stream().mapToInt(done -> done.chunks().size()).sum() >= CHUNKS_A_COMMIT) {
                ports.store().replace(batch);
                batch.clear();
            }
        }
        ports.store().replace(batch);
    }

    private IndexedDocument indexed(Document document, Language language) {
        return new IndexedDocument(document.id(), document.generation(), language, embedded(document, language));
    }

    private List<IndexedChunk> embedded(Document document, Language language) {
        var chunks = ports.documents().chunks(document.id());
        var vectors = ports.embeddings().model().knows(language)
                ? ports.embeddings()
                        .embedPassages(chunks.stream().map(Chunk::searchText).toList())
                : List.<Embedding>of();
        return IntStream.range(0, chunks.size())
                .mapToObj(i -> new IndexedChunk(
                        chunks.get(i), vectors.isEmpty() ? Optional.empty() : Optional.of(vectors.get(i))))
                .toList();
    }
}
