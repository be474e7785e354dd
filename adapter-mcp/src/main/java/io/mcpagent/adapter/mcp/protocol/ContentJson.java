package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** {@link Content} on the wire, the same in all revisions. */
public final class ContentJson {
    private ContentJson() {}

    /**
     * Reads one piece.
     *
     * @throws Malformed when a known kind lacks what it has
     */
    public static Content read(Json.Obj json) {
        var in = new Members(json, "Content");
        return switch (in.string("type")) {
            case "text" -> new Content.Text(in.string("text"));
            case "image" -> new Content.Image(in.string("data"), in.string("mimeType"));
            case "audio" -> new Content.Audio(in.string("data"), in.string("mimeType"));
            case "resource" -> new Content.Embedded(contents(in.object("resource")));
            case "resource_link" ->
                new Content.Link(
                        in.string("uri"), in.string("name"), in.findString("description"), in.findString("mimeType"));
            case String unknown -> new Content.Unknown(json);
        };
    }

    /**
     * Reads what a resource holds.
     *
     * @throws Malformed when it has neither a text nor a blob
     */
    public static ResourceContents contents(Json.Obj json) {
        var in = new Members(json, "A resource");
        var type = in.findString("mimeType");
        return in.findString("text")
                .<ResourceContents>map(text -> new ResourceContents.Text(in.string("uri"), type, text))
                .orElseGet(() -> new ResourceContents.Blob(in.string("uri"), type, in.string("blob")));
    }

    public static Json.Obj write(Content content) {
        return switch (content) {
            case Content.Text(var text) -> typed("text").with("text", Json.of(text));
            case Content.Image(var data, var type) -> binary("image", data, type);
            case Content.Audio(var data, var type) -> binary("audio", data, type);
            case Content.Embedded(var resource) -> typed("resource").with("resource", write(resource));
            case Content.Link(var uri, var name, var description, var type) ->
                typed("resource_link")
                        .with("uri", Json.of(uri))
                        .with("name", Json.of(name))
                        .with("description", description.map(Json::of))
                        .with("mimeType", type.map(Json::of));
            case Content.Unknown(var json) -> json;
        };
    }

    public static Json.Obj write(ResourceContents contents) {
        return switch (contents) {
            case ResourceContents.Text(var uri, var type, var text) ->
                head(uri, type).with("text", Json.of(text));
            case ResourceContents.Blob(var uri, var type, var blob) ->
                head(uri, type).with("blob", Json.of(blob));
        };
    }

    private static Json.Obj head(String uri, Optional<String> type) {
        return Json.object().with("uri", Json.of(uri)).with("mimeType", type.map(Json::of));
    }

    private static Json.Obj binary(String kind, String data, String mimeType) {
        return typed(kind).with("data", Json.of(data)).with("mimeType", Json.of(mimeType));
    }

    private static Json.Obj typed(String kind) {
        return Json.object().with("type", Json.of(kind));
    }
}
