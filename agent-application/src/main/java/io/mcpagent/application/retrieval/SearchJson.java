package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.json.Rounded;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;
import java.util.Map;
import java.util.Optional;

/** Passages, and how they were found, for programs. */
public final class SearchJson {
    private SearchJson() {}

    /** Passages under {@code data}, with {@code explanation} where it was asked for. */
    public static Json.Obj of(SearchResult result, boolean explain) {
        var passages = result.passages().stream().map(SearchJson::of).toList();
        var json = Json.object().with("data", Json.array(passages));
        return explain ? json.with("explanation", explained(result)) : json;
    }

    public static Json.Obj of(Passage passage) {
        return Json.object()
                .with("document_id", Json.of(passage.chunk().document().value().toString()))
                .with("document", Json.of(passage.document()))
                .with("location", Json.of(passage.location().label()))
                .with(
                        "headings",
                        Json.array(passage.headings().stream().map(Json::of).toList()))
                .with("text", Json.of(passage.text()))
                .with("score", Rounded.score(passage.scores().fused()))
                .with("scores", halves(passage.scores()));
    }

    private static Json.Obj explained(SearchResult result) {
        var stages = result.explanation().stages().stream()
                .map(stage -> of(stage, result.documents()))
                .toList();
        return Json.object().with("stages", Json.array(stages));
    }

    private static Json.Obj of(Explanation.Stage stage, Map<DocumentId, String> names) {
        return Json.object()
                .with("name", Json.of(stage.name()))
                .with("took_ms", Rounded.millis(stage.took()))
                .with("candidates", Json.of(stage.candidates()))
                .with(
                        "top",
                        Json.array(stage.top().stream()
                                .map(ranked -> of(ranked, names))
                                .toList()));
    }

    private static Json.Obj of(RankedChunk ranked, Map<DocumentId, String> names) {
        return Json.object()
                .with("chunk_id", Json.of(ranked.chunk().toString()))
                .with(
                        "document",
                        Optional.ofNullable(names.get(ranked.chunk().document()))
                                .map(Json::of))
                .with("score", Rounded.score(ranked.scores().fused()))
                .with("scores", halves(ranked.scores()));
    }

    /** Null for the half that did not find it. */
    private static Json.Obj halves(Scores scores) {
        return Json.object().with("vector", orNull(scores.vector())).with("keyword", orNull(scores.keyword()));
    }

    private static Json orNull(Optional<Double> score) {
        return score.<Json>map(Rounded::score).orElseGet(Json.Null::new);
    }
}
