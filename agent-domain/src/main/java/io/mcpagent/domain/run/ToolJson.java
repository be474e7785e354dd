package io.mcpagent.domain.run;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolOutcome;

/** The stored form of calls and of what came of them. */
public final class ToolJson {
    private ToolJson() {}

    static Json.Obj of(ToolCall call) {
        return Json.object()
                .with("call_id", Json.of(call.id()))
                .with("tool", Json.of(call.tool()))
                .with("arguments", call.arguments());
    }

    static ToolCall call(JsonFields in) {
        return new ToolCall(in.string("call_id"), in.string("tool"), in.value("arguments"));
    }

    public static Json.Obj of(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Succeeded(var text, var passages) ->
                Json.object()
                        .with("text", Json.of(text))
                        .with(
                                "passages",
                                Json.array(
                                        passages.stream().map(PassageJson::of).toList()));
            case ToolOutcome.Failed(var message) -> Json.object().with("error", Json.of(message));
        };
    }

    static ToolOutcome outcome(JsonFields in) {
        return in.optionalString("error")
                .<ToolOutcome>map(ToolOutcome.Failed::new)
                .orElseGet(() -> new ToolOutcome.Succeeded(
                        in.string("text"),
                        in.objects("passages").stream().map(PassageJson::read).toList()));
    }
}
