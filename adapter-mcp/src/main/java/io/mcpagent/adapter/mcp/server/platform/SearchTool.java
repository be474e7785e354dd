package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.Content;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool.Hints;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.ToolResult;
import io.mcpagent.application.retrieval.SearchJson;
import io.mcpagent.application.retrieval.SearchMode;
import io.mcpagent.application.retrieval.SearchRequest;
import io.mcpagent.application.retrieval.SearchService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.Permission;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.retrieval.Passage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looking for passages. */
final class SearchTool implements PlatformTool {
    private static final String NAME = "search";
    private static final int USUAL = 10;
    private static final int MOST = 50;

    private static final OfferedTool TOOL = new OfferedTool(
            NAME,
            "Search",
            "Looks for passages in the documents that you may read. Returns them, the best first, with where they stand.",
            Schemas.object(
                    Json.object()
                            .with("query", Schemas.text("What to look for, as a question or in key words."))
                            .with(
                                    "collections",
                                    Schemas.texts("Names of the collections to look into; all if left out."))
                            .with("limit", Schemas.whole("How many at most; %d if left out.".formatted(USUAL), 1, MOST))
                            .with(
                                    "mode",
                                    Schemas.one(
                                            "By meaning, by words, or by both, as if left out.",
                                            List.of("hybrid", "semantic", "keyword"))),
                    "query"),
            Optional.of(Schemas.open(Json.object().with("data", Schemas.objects("The passages.")), "data")),
            Hints.READS);

    private final SearchService search;

    SearchTool(SearchService search) {
        this.search = search;
    }

    @Override
    public List<OfferedTool> list(Caller caller) {
        return caller.permissions().contains(Permission.READ) ? List.of(TOOL) : List.of();
    }

    @Override
    public boolean has(String name) {
        return name.equals(NAME);
    }

    @Override
    public Outcome<ToolResult> call(Exchange exchange, String name, Json.Obj arguments) {
        var in = new Members(arguments, "The arguments object");
        var limit = in.findCount("limit").orElse((long) USUAL);
        if (limit < 1 || limit > MOST)
            throw new InvalidRequest("limit_out_of_range", "limit is from 1 to %d.".formatted(MOST));
        var request = new SearchRequest(
                in.string("query"),
                Set.copyOf(in.strings("collections")),
                in.findString("mode").map(SearchTool::mode).orElse(SearchMode.HYBRID),
                Math.toIntExact(limit));
        var found = search.search(exchange.caller(), request);
        var text = found.passages().isEmpty()
                ? "Nothing was found."
                : found.passages().stream().map(SearchTool::text).collect(Collectors.joining("\n\n"));
        return new Outcome.Done<>(ToolResult.of(new Content.Text(text)).with(SearchJson.of(found, false)));
    }

    private static SearchMode mode(String text) {
        return Stream.of(SearchMode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("mode_invalid", "mode is hybrid, semantic or keyword."));
    }

    private static String text(Passage passage) {
        return "%s, %s\n%s\n%s"
                .formatted(
                        passage.document(),
                        passage.location().label(),
                        DocumentUris.passage(passage.chunk()),
                        passage.text());
    }
}
