package io.mcpagent.application.retrieval;

import io.mcpagent.application.access.Authorization;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.SearchScope;
import io.mcpagent.domain.retrieval.VectorStorePort;
import java.util.List;
import java.util.stream.Collectors;

/** Retrieval alone. */
public final class SearchService {
    private final Authorization authorization;
    private final Scopes scopes;
    private final HybridSearch search;
    private final Passages passages;

    public SearchService(
            Authorization authorization,
            Scopes scopes,
            HybridSearch search,
            VectorStorePort store,
            DocumentRepository documents) {
        this.authorization = authorization;
        this.scopes = scopes;
        this.search = search;
        this.passages = new Passages(store, documents);
    }

    public SearchResult search(Caller caller, SearchRequest request) {
        authorization.require(caller, Permission.READ);
        if (request.limit() < 1 || request.limit() > SearchRequest.MAX_LIMIT)
            throw new InvalidRequest(
                    "limit_out_of_range", "The number of results is from 1 to " + SearchRequest.MAX_LIMIT + ".");
        var query = Question.checked(request.query());
        var scope = scopes.named(caller, request.collections());
        var ranking = search.rank(query, scope, request.mode());
        var explained = ranking.explanation().stages().stream()
                .flatMap(stage -> stage.top().stream())
                .map(ranked -> ranked.chunk().document())
                .collect(Collectors.toSet());
        return new SearchResult(
                passages.of(ranking, request.limit(), scope), ranking.explanation(), passages.names(explained));
    }

    /** What a run shows its model: passages of a question within a scope that was checked before. */
    public List<Passage> passagesFor(String question, SearchScope scope, int chunks) {
        return passages.of(search.rank(question, scope, SearchMode.HYBRID), chunks, scope);
    }

    /** The whole ranking of chunks, to the depth that the settings say; for measuring. */
    public Ranking rank(Caller caller, SearchRequest request) {
        authorization.require(caller, Permission.READ);
        return search.rank(
                Question.checked(request.query()), scopes.named(caller, request.collections()), request.mode());
    }
}
