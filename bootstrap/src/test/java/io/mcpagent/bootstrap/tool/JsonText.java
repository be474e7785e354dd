package io.mcpagent.bootstrap.tool;

import io.mcpagent.adapter.mcp.protocol.JsonBytes;
import io.mcpagent.domain.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** JSON, and the texts in it. */
final class JsonText {
    private JsonText() {}

    static String of(Json json) {
        return new String(JsonBytes.write(json), StandardCharsets.UTF_8);
    }

    static Json.Obj read(byte[] bytes) {
        return (Json.Obj) JsonBytes.read(bytes);
    }

    static Json.Obj read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Json.Obj object, String member) {
        return object.get(member)
                .filter(Json.Str.class::isInstance)
                .map(value -> ((Json.Str) value).value())
                .orElse("");
    }

    /** A list, empty where there is none. */
    static Stream<Json.Obj> objects(Json.Obj object, String member) {
        return object.get(member).stream()
                .filter(Json.Arr.class::isInstance)
                .flatMap(list -> ((Json.Arr) list).elements().stream())
                .filter(Json.Obj.class::isInstance)
                .map(Json.Obj.class::cast);
    }

    /** All that is written in it, names of members too. */
    static Stream<String> texts(Json json) {
        return switch (json) {
            case Json.Obj(var members) ->
                members.entrySet().stream()
                        .flatMap(member -> Stream.concat(Stream.of(member.getKey()), texts(member.getValue())));
            case Json.Arr(var elements) -> elements.stream().flatMap(JsonText::texts);
            case Json.Str(var value) -> Stream.of(value);
            case Json.Num number -> Stream.empty();
            case Json.Bool flag -> Stream.empty();
            case Json.Null none -> Stream.empty();
        };
    }
}
