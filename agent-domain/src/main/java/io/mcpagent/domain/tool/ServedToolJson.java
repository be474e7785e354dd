package io.mcpagent.domain.tool;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** What a server says of a tool, as it is stored, hashed and shown. */
public final class ServedToolJson {
    private ServedToolJson() {}

    public static Json.Obj of(ServedTool tool) {
        return Json.object()
                .with("name", Json.of(tool.name()))
                .with("title", tool.title().map(Json::of))
                .with("description", Json.of(tool.description()))
                .with("input_schema", tool.inputSchema())
                .with("output_schema", tool.outputSchema())
                .with("annotations", of(tool.annotations()));
    }

    /** Without what the server does not say. */
    public static Json.Obj of(ToolAnnotations annotations) {
        return Json.object()
                .with("title", annotations.title().map(Json::of))
                .with("read_only", annotations.readOnly().map(Json::of))
                .with("destructive", annotations.destructive().map(Json::of))
                .with("idempotent", annotations.idempotent().map(Json::of))
                .with("open_world", annotations.openWorld().map(Json::of));
    }

    /**
     * What {@link #of(ServedTool)} wrote.
     *
     * @throws UpstreamFailure with code {@code tool_pin_damaged} for anything else
     */
    public static ServedTool read(Json stored) {
        var tool = object(Optional.of(stored));
        var annotations = object(tool.get("annotations"));
        return new ServedTool(
                text(tool.get("name")),
                tool.get("title").map(title -> text(Optional.of(title))),
                text(tool.get("description")),
                object(tool.get("input_schema")),
                tool.get("output_schema").map(schema -> object(Optional.of(schema))),
                new ToolAnnotations(
                        annotations.get("title").map(title -> text(Optional.of(title))),
                        flag(annotations, "read_only"),
                        flag(annotations, "destructive"),
                        flag(annotations, "idempotent"),
                        flag(annotations, "open_world")));
    }

    private static Optional<Boolean> flag(Json.Obj annotations, String name) {
        return annotations.get(name).map(value -> {
            if (value instanceof Json.Bool(var flag)) return flag;
            throw damaged();
        });
    }

    private static String text(Optional<Json> value) {
        if (value.orElseThrow(ServedToolJson::damaged) instanceof Json.Str(var text)) return text;
        throw damaged();
    }

    private static Json.Obj object(Optional<Json> value) {
        if (value.orElseThrow(ServedToolJson::damaged) instanceof Json.Obj object) return object;
        throw damaged();
    }

    private static UpstreamFailure damaged() {
        return new UpstreamFailure(
                "tool_pin_damaged",
                "The stored definition of a tool can't be read; remove its tool server and add it again.",
                false);
    }
}
