package io.mcpagent.adapter.mcp.server;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.domain.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** JSON that the fixtures have in files, or make. */
final class Fixtures {
    private Fixtures() {}

    static Json.Obj json(String file) {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("fixture/" + file), file)) {
            return (Json.Obj) JsonBytes.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A form of one field that has to be filled in. */
    static Json.Obj fields(String name, String type) {
        return Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with(name, Json.object().with("type", Json.of(type))))
                .with("required", Json.array(List.of(Json.of(name))));
    }
}
