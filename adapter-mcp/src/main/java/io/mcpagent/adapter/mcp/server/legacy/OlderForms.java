package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.protocol.Revision;
import io.mcpagent.domain.json.Json;
import java.util.List;

/** A result as a revision knows it, whose clients may refuse what came later. */
final class OlderForms {
    private OlderForms() {}

    static Json.Obj of(Json.Obj result, Revision revision) {
        var known = result;
        // That it is an object became a matter of the schema alone later.
        if (known.get("structuredContent")
                .filter(json -> json instanceof Json.Obj)
                .isEmpty()) known = without(known, "structuredContent");
        if (revision.isAtLeast(Revision.V2025_06_18)) return known;
        return known.get("content")
                .map(content -> known(content, revision))
                .map(content -> without(result, "structuredContent").with("content", content))
                .orElse(known);
    }

    private static Json known(Json content, Revision revision) {
        if (!(content instanceof Json.Arr(List<Json> blocks))) return content;
        return Json.array(blocks.stream().map(block -> block(block, revision)).toList());
    }

    private static Json block(Json block, Revision revision) {
        if (!(block instanceof Json.Obj object) || !(object.members().get("type") instanceof Json.Str(var type)))
            return block;
        var isKnown =
                !type.equals("resource_link") && (!type.equals("audio") || revision.isAtLeast(Revision.V2025_03_26));
        return isKnown ? block : text(type, object);
    }

    private static Json text(String type, Json.Obj block) {
        var uri = block.get("uri").filter(Json.Str.class::isInstance).map(json -> ((Json.Str) json).value());
        return Json.object().with("type", Json.of("text")).with("text", Json.of(uri.orElse("[" + type + "]")));
    }

    private static Json.Obj without(Json.Obj object, String name) {
        if (!object.members().containsKey(name)) return object;
        var rest = Json.object();
        for (var member : object.members().entrySet()) {
            if (!member.getKey().equals(name)) rest = rest.with(member.getKey(), member.getValue());
        }
        return rest;
    }
}
