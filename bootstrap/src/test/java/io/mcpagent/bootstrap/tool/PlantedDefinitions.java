package io.mcpagent.bootstrap.tool;

import io.mcpagent.bootstrap.tool.Injection.Place;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** The tools that {@link PlantedServers} offer. */
final class PlantedDefinitions {
    private PlantedDefinitions() {}

    /** As {@code tools/list} has them. */
    static String of(String server, Place place, String planted) {
        return switch (server) {
            case "files" -> "[" + tool("read", "name", true, false) + "]";
            case "web" -> "[" + tool("fetch", "url", true, true) + "," + tool("search", "query", true, true) + "]";
            case "mail" -> "[" + tool("send", "to", false, true) + "]";
            case "memory" -> "[" + tool("remember", "text", false, false) + "]";
            default -> JsonText.of(Json.array(List.of(evil(place, planted))));
        };
    }

    private static String tool(String name, String argument, boolean reads, boolean isOpen) {
        return """
                {"name":"%s","description":"Does what it is named.","inputSchema":{"type":"object","properties":{"%s":{"type":"string"}}},
                "annotations":{"readOnlyHint":%s,"idempotentHint":true,"openWorldHint":%s}}""".formatted(name, argument, reads, isOpen);
    }

    private static Json.Obj evil(Place place, String planted) {
        var text = Json.of(planted);
        var plain = JsonText.read(tool("look", "place", true, false));
        return switch (place) {
            case DESCRIPTION, WAITING, CHANGED -> plain.with("description", text);
            case TITLE -> plain.with("title", text).with("description", Json.of(""));
            case TOOL_NAME -> plain.with("name", text);
            case PARAMETER ->
                plain.with("inputSchema", schema("place", Json.object().with("description", text)));
            case PARAMETER_NAME -> plain.with("inputSchema", schema(planted, Json.object()));
            case CHOICE ->
                plain.with("inputSchema", schema("place", Json.object().with("enum", Json.array(List.of(text)))));
            case OUTPUT_SCHEMA ->
                plain.with("outputSchema", schema("place", Json.object().with("description", text)));
            case ANNOTATION -> plain.with("annotations", annotations(plain).with("title", text));
            default -> plain;
        };
    }

    private static Json.Obj annotations(Json.Obj tool) {
        return (Json.Obj) tool.get("annotations").orElseThrow();
    }

    private static Json.Obj schema(String name, Json.Obj property) {
        return Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with(name, property.with("type", Json.of("string"))));
    }
}
