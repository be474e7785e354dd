package io.mcpagent.domain.run;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.retrieval.Passage;
import io.mcpagent.domain.retrieval.Scores;

/** The stored form of a passage that a model was shown. */
final class PassageJson {
    private PassageJson() {}

    static Json.Obj of(Passage passage) {
        return ids(passage.chunk())
                .with("document", Json.of(passage.document()))
                .with("language", Json.of(passage.language().tag()))
                .with("start", Json.of(passage.start()))
                .with("end", Json.of(passage.end()))
                .with("location", LocationJson.of(passage.location()))
                .with(
                        "headings",
                        Json.array(passage.headings().stream().map(Json::of).toList()))
                .with("text", Json.of(passage.text()))
                .with("scores", scores(passage.scores()));
    }

    static Passage read(JsonFields in) {
        return new Passage(
                id(in),
                in.string("document"),
                new Language(in.string("language")),
                Math.toIntExact(in.integer("start")),
                Math.toIntExact(in.integer("end")),
                LocationJson.read(in.object("location")),
                in.strings("headings"),
                in.string("text"),
                scores(in.object("scores")));
    }

    static Json.Obj ids(ChunkId chunk) {
        return Json.object()
                .with("document_id", Json.of(chunk.document().value().toString()))
                .with("generation", Json.of(chunk.generation()))
                .with("ordinal", Json.of(chunk.ordinal()));
    }

    static ChunkId id(JsonFields in) {
        return new ChunkId(
                new DocumentId(in.uuid("document_id")),
                in.integer("generation"),
                Math.toIntExact(in.integer("ordinal")));
    }

    private static Json.Obj scores(Scores scores) {
        return Json.object()
                .with("fused", Json.of(scores.fused()))
                .with("vector", scores.vector().map(Json::of))
                .with("keyword", scores.keyword().map(Json::of));
    }

    private static Scores scores(JsonFields in) {
        return new Scores(in.number("fused"), in.optionalNumber("vector"), in.optionalNumber("keyword"));
    }
}
