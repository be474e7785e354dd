package io.mcpagent.adapter.rest.retrieval;

import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.domain.json.Json;

/** Passages as {@code SearchJson} writes them, and what is searched for. */
public final class SearchSchemas {
    static final Schema MODE = Schema.words(SearchMode.class).usually(Json.of("hybrid"));
    static final Schema LIMIT = Schema.whole(1, SearchRequest.MAX_LIMIT).usually(Json.of(SearchRoutes.DEFAULT_LIMIT));
    static final Schema REQUEST = Schema.object()
            .with("query", Schema.filled())
            .optional("mode", MODE)
            .optional("limit", LIMIT)
            .optional(
                    "collections",
                    Schema.listOf(Schema.filled()).about("Where to look; everywhere when there is none."))
            .optional("explain", Schema.flag())
            .named("SearchRequest");

    private static final Schema HALVES = Schema.object()
            .with("vector", Schema.orNull(Schema.number()))
            .with("keyword", Schema.orNull(Schema.number()))
            .about("Of each half; null where it was not found by that.")
            .named("Scores");
    public static final Schema PASSAGE = Schema.object()
            .with("document_id", Schema.id())
            .with("document", Schema.text())
            .with("location", Schema.text())
            .with("headings", Schema.listOf(Schema.text()))
            .with("text", Schema.text())
            .with("score", Schema.number())
            .with("scores", HALVES)
            .named("Passage");

    private static final Schema CANDIDATE = Schema.object()
            .with("chunk_id", Schema.text())
            .optional("document", Schema.text())
            .with("score", Schema.number())
            .with("scores", HALVES)
            .named("Candidate");
    private static final Schema STAGE = Schema.object()
            .with("name", Schema.text())
            .with("took_ms", Schema.number())
            .with("candidates", Schema.count())
            .with("top", Schema.listOf(CANDIDATE))
            .named("SearchStage");
    static final Schema RESULT = Schema.object()
            .with("data", Schema.listOf(PASSAGE))
            .optional("explanation", Schema.object().with("stages", Schema.listOf(STAGE)))
            .named("SearchResult");

    private SearchSchemas() {}
}
