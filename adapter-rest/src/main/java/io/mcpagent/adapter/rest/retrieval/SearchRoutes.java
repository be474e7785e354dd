package io.mcpagent.adapter.rest.retrieval;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.access.Callers;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.json.Body;
import io.mcpagent.adapter.rest.json.Fields;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.application.retrieval.SearchJson;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.application.retrieval.SearchService;
import java.util.Set;

/** Passages, best first, without an answer. */
public final class SearchRoutes {
    static final int DEFAULT_LIMIT = 10;

    private final SearchService search;
    private final Body body;

    public SearchRoutes(SearchService search, Body body) {
        this.search = search;
        this.body = body;
    }

    public Section section() {
        return new Section(
                "search",
                "Passages, best first, without an answer.",
                Operation.get("/search", "search", "Searches by the parameters of the URL.", this::get)
                        .requires("q", "What to look for.", Schema.filled())
                        .takes("mode", "How to look.", SearchSchemas.MODE)
                        .takes("limit", "How many at most.", SearchSchemas.LIMIT)
                        .takes("collection", "Where to look; may come several times.", Schema.listOf(Schema.filled()))
                        .takes("explain", "Whether to show the stages.", Schema.flag())
                        .answers(200, SearchSchemas.RESULT)
                        .refuses(404, 422, 502),
                Operation.post("/search", "searchByBody", "Searches.", this::post)
                        .takes(SearchSchemas.REQUEST)
                        .reads()
                        .answers(200, SearchSchemas.RESULT)
                        .refuses(404, 422, 502));
    }

    /** By the parameters of the URL: {@code q}, {@code mode}, {@code limit}, {@code collection}, {@code explain}. */
    private void get(Context context) {
        answer(context, Fields.ofQuery(context, "collection"), "q", "collection");
    }

    /** By a body: {@code query}, {@code mode}, {@code limit}, {@code collections}, {@code explain}. */
    private void post(Context context) {
        answer(context, body.fields(context), "query", "collections");
    }

    private void answer(Context context, Fields fields, String query, String collections) {
        var request = new SearchRequest(
                fields.text(query),
                Set.copyOf(fields.texts(collections)),
                fields.oneOf("mode", SearchMode.class, SearchMode.HYBRID),
                fields.integer("limit", DEFAULT_LIMIT, 1, SearchRequest.MAX_LIMIT));
        var explain = fields.flag("explain", false);
        fields.done();
        Answers.ok(context, SearchJson.of(search.search(Callers.of(context), request), explain));
    }
}
