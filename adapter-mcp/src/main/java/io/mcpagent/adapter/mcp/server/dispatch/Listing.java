package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.server.offer.OfferedPrompt;
import io.mcpagent.adapter.mcp.server.offer.OfferedResource;
import io.mcpagent.adapter.mcp.server.offer.OfferedTemplate;
import io.mcpagent.adapter.mcp.server.offer.OfferedTool;
import io.mcpagent.adapter.mcp.server.offer.Page;
import io.mcpagent.domain.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Lists on the wire. */
final class Listing {
    private Listing() {}

    static <T> Json.Obj of(String name, Page<T> page, Function<T, Json.Obj> form) {
        return Json.object()
                .with(name, Json.array(page.items().stream().map(form).toList()))
                .with("nextCursor", page.next().map(Listing::cursor));
    }

    private static Json cursor(String place) {
        return Json.of(Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws RpcFailure when it is none of ours */
    static String place(String cursor) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw RpcFailure.invalidParams("The cursor is none of this server's. Begin the list again without one.");
        }
    }

    static Json.Obj tool(OfferedTool tool) {
        var hints = tool.hints();
        return Json.object()
                .with("name", Json.of(tool.name()))
                .with("title", Json.of(tool.title()))
                .with("description", Json.of(tool.description()))
                .with("inputSchema", tool.input())
                .with("outputSchema", tool.output())
                .with(
                        "annotations",
                        Json.object()
                                .with("title", Json.of(tool.title()))
                                .with("readOnlyHint", Json.of(hints.readOnly()))
                                .with("destructiveHint", Json.of(hints.destructive()))
                                .with("idempotentHint", Json.of(hints.idempotent()))
                                .with("openWorldHint", Json.of(hints.openWorld())));
    }

    static Json.Obj resource(OfferedResource resource) {
        return described(resource.name(), resource.title(), resource.description())
                .with("uri", Json.of(resource.uri()))
                .with("mimeType", resource.mimeType().map(Json::of))
                .with("size", resource.size().map(Json::of));
    }

    static Json.Obj template(OfferedTemplate template) {
        return described(template.name(), template.title(), template.description())
                .with("uriTemplate", Json.of(template.uriTemplate()))
                .with("mimeType", template.mimeType().map(Json::of));
    }

    static Json.Obj prompt(OfferedPrompt prompt) {
        return described(prompt.name(), prompt.title(), prompt.description())
                .with(
                        "arguments",
                        Optional.of(Json.array(prompt.arguments().stream()
                                        .map(Listing::argument)
                                        .toList()))
                                .filter(some -> !some.elements().isEmpty()));
    }

    private static Json.Obj argument(OfferedPrompt.Argument argument) {
        return Json.object()
                .with("name", Json.of(argument.name()))
                .with("description", Json.of(argument.description()))
                .with("required", Json.of(argument.required()));
    }

    private static Json.Obj described(String name, String title, String description) {
        return Json.object()
                .with("name", Json.of(name))
                .with("title", Json.of(title))
                .with("description", Json.of(description));
    }
}
