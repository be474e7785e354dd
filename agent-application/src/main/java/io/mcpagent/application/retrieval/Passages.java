package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From the top of a ranking to passages: neighbouring chunks become one, in the place of the best of them. */
final class Passages {
    private final VectorStorePort store;
    private final DocumentRepository documents;

    Passages(VectorStorePort store, DocumentRepository documents) {
        this.store = store;
        this.documents = documents;
    }

    /** Passages of the first {@code chunks} of the ranking, best first. */
    List<Passage> of(Ranking ranking, int chunks, SearchScope scope) {
        var top = ranking.chunks().subList(0, Math.min(chunks, ranking.chunks().size()));
        var ranks = top.stream().collect(Collectors.toMap(RankedChunk::chunk, Function.identity()));
        var found = store.passages(top.stream().map(RankedChunk::chunk).toList(), scope);
        var names = names(found.stream().map(chunk -> chunk.id().document()).collect(Collectors.toSet()));
        return runs(found).stream()
                .map(run -> merged(run, ranks, names, scope))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble(
                                (Passage passage) -> passage.scores().fused())
                        .reversed()
                        .thenComparing(Passage::chunk))
                .toList();
    }

    Map<DocumentId, String> names(Set<DocumentId> ids) {
        return documents.find(ids).stream().collect(Collectors.toMap(Document::id, Document::name));
    }

    /** Chunks that follow each other without a gap, in lines or on one page. */
    private static List<List<Chunk>> runs(List<Chunk> chunks) {
        var ordered = chunks.stream().sorted(Comparator.comparing(Chunk::id)).toList();
        var runs = new ArrayList<List<Chunk>>();
        for (var chunk : ordered) {
            if (runs.isEmpty() || !continues(runs.getLast().getLast(), chunk)) runs.add(new ArrayList<>());
            runs.getLast().add(chunk);
        }
        return runs;
    }

    private static boolean continues(Chunk before, Chunk after) {
        return after.id().equals(before.id().at(before.id().ordinal() + 1))
                && after.start() == before.end()
                && (before.location() instanceof Location.Lines
                        || before.location().equals(after.location()));
    }

    /** Empty when the document was deleted since the index answered. */
    private static Optional<Passage> merged(
            List<Chunk> run, Map<ChunkId, RankedChunk> ranks, Map<DocumentId, String> names, SearchScope scope) {
        var first = run.getFirst();
        var name = Optional.ofNullable(names.get(first.id().document()));
        var language = scope.collections().getOrDefault(first.collection(), Language.ENGLISH);
        var text = run.stream().map(Chunk::text).collect(Collectors.joining()).stripTrailing();
        var place = run.stream().map(Chunk::location).reduce(Location::to).orElseThrow();
        var best = run.stream()
                .map(chunk ->
                        Optional.ofNullable(ranks.get(chunk.id())).orElseThrow().scores())
                .max(Comparator.comparingDouble(scores -> scores.fused()))
                .orElseThrow();
        return name.map(document -> new Passage(
                first.id(),
                document,
                language,
                first.start(),
                first.start() + text.length(),
                place,
                first.headings(),
                text,
                best));
    }
}
