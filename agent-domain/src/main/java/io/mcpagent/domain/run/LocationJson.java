package io.mcpagent.domain.run;

import io.mcpagent.domain.document.Location;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;

/** The stored form of a place in a document. */
final class LocationJson {
    private LocationJson() {}

    static Json.Obj of(Location location) {
        var unit = switch (location) {
            case Location.Pages pages -> "page";
            case Location.Lines lines -> "line";
        };
        return Json.object()
                .with("unit", Json.of(unit))
                .with("first", Json.of(location.first()))
                .with("last", Json.of(location.last()));
    }

    static Location read(JsonFields in) {
        var first = Math.toIntExact(in.integer("first"));
        var last = Math.toIntExact(in.integer("last"));
        return switch (in.string("unit")) {
            case "page" -> new Location.Pages(first, last);
            case "line" -> new Location.Lines(first, last);
            default ->
                throw new UpstreamFailure(
                        "newer_version_needed",
                        "The run log holds a place of a kind that this version does not know. Use the newer version"
                                + " that wrote it.",
                        false);
        };
    }
}
