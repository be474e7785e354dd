package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;

/** About how many bytes a value takes in memory, which may be many times what it took on the wire. */
public final class Weight {
    private static final int OBJECT = 48;
    private static final int MEMBER = 96;

    private Weight() {}

    public static long of(Message message) {
        return OBJECT
                + switch (message) {
                    case Message.Request(var id, var method, var params) -> text(method) + of(params);
                    case Message.Notification(var method, var params) -> text(method) + of(params);
                    case Message.Result(var id, var result) -> of(result);
                    case Message.Failure(var id, var error) ->
                        text(error.message()) + error.data().map(Weight::of).orElse(0L);
                };
    }

    public static long of(Json json) {
        return OBJECT
                + switch (json) {
                    case Json.Obj(var members) ->
                        members.entrySet().stream()
                                .mapToLong(member -> MEMBER + text(member.getKey()) + of(member.getValue()))
                                .sum();
                    case Json.Arr(var elements) ->
                        elements.stream().mapToLong(Weight::of).sum();
                    case Json.Str(var text) -> text(text);
                    // Of 400 digits at most.
                    case Json.Num number -> OBJECT;
                    case Json.Bool bool -> 0;
                    case Json.Null nothing -> 0;
                };
    }

    private static long text(String text) {
        return OBJECT + 2L * text.length();
    }
}
