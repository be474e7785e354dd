package io.mcpagent.adapter.mcp.tool;

import io.mcpagent.adapter.mcp.protocol.Content;
import io.mcpagent.adapter.mcp.protocol.ContentJson;
import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.adapter.mcp.protocol.Members;
import io.mcpagent.adapter.mcp.protocol.ResourceContents;
import io.mcpagent.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What a model reads of a tool's result: its texts, and a line for what is no text. */
final class ResultText {
    private ResultText() {}

    static String of(Json.Obj result) {
        var in = new Members(result, "The result");
        var text = in.objects("content").stream()
                .map(ContentJson::read)
                .map(ResultText::of)
                .collect(Collectors.joining("\n"));
        return text.isEmpty()
                ? result.get("structuredContent").map(ResultText::json).orElse("")
                : text;
    }

    static String of(Content content) {
        return switch (content) {
            case Content.Text(var text) -> text;
            case Content.Image(var data, var type) -> binary("image", type, data);
            case Content.Audio(var data, var type) -> binary("audio", type, data);
            case Content.Embedded(var resource) -> of(resource);
            case Content.Link(var uri, var name, var description, var type) ->
                "[%s: %s]%s"
                        .formatted(
                                name, uri, description.map(text -> " " + text).orElse(""));
            case Content.Unknown(var json) -> json(json);
        };
    }

    static String of(ResourceContents contents) {
        return switch (contents) {
            case ResourceContents.Text(var uri, var type, var text) -> "[%s]\n%s".formatted(uri, text);
            case ResourceContents.Blob(var uri, var type, var blob) -> binary(uri, type.orElse("bytes"), blob);
        };
    }

    private static String binary(String what, String type, String base64) {
        return "[%s, %s, %,d bytes, not shown]".formatted(what, type, base64.length() / 4 * 3);
    }

    private static String json(Json json) {
        return new String(JsonBytes.write(json), StandardCharsets.UTF_8);
    }
}
