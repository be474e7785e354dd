package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.retrieval.Citation;

/** The stored form of a citation; {@code place} is the location for programs, {@code location} for people. */
public final class CitationJson {
    private CitationJson() {}

    public static Json.Obj of(Citation citation) {
        return PassageJson.ids(citation.chunk())
                .with("number", Json.of(citation.number()))
                .with("document", Json.of(citation.document()))
                .with("location", Json.of(citation.location().label()))
                .with("place", LocationJson.of(citation.location()))
                .with("quote", Json.of(citation.quote()))
                .with("score", Json.of(citation.score()));
    }

    static Citation read(JsonFields in) {
        return new Citation(
                Math.toIntExact(in.integer("number")),
                PassageJson.id(in),
                in.string("document"),
                LocationJson.read(in.object("place")),
                in.string("quote"),
                in.number("score"));
    }
}
