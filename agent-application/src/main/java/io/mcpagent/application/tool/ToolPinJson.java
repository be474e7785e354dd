package io.mcpagent.application.tool;

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.DefinitionChange;
import io.mcpagent.domain.tool.PinState;
import io.mcpagent.domain.tool.ServedToolJson;
import io.mcpagent.domain.tool.ToolFlag;
import java.time.Instant;

/** Pins as programs read them, the same over HTTP and on the command line. */
public final class ToolPinJson {
    private ToolPinJson() {}

    /** {@code definition} is the newest, of which {@code hash} is; {@code changes} lead to it from what was approved. */
    public static Json.Obj of(ListedPin listed) {
        var pin = listed.pin();
        var json = Json.object()
                .with("name", Json.of(pin.name()))
                .with("server", Json.of(pin.server().value()))
                .with("hash", Json.of(pin.hash().value()))
                .with("definition", ServedToolJson.of(pin.state().newest()))
                .with(
                        "flags",
                        Json.array(listed.flags().stream().map(ToolPinJson::of).toList()));
        return switch (pin.state()) {
            case PinState.Waiting waiting -> json.with("state", Json.of("waiting"));
            case PinState.Approved approved ->
                approval(json.with("state", Json.of("approved")), approved.approval())
                        .with("effect", ToolServerJson.word(approved.effect()));
            case PinState.Quarantined(var before, var approval, var newest) ->
                approval(json.with("state", Json.of("quarantined")), approval)
                        .with(
                                "changes",
                                Json.array(DefinitionChange.between(before, newest).stream()
                                        .map(ToolPinJson::of)
                                        .toList()));
            case PinState.Rejected(var newest, var by, var at) ->
                decided(json.with("state", Json.of("rejected")), by.value(), at);
        };
    }

    private static Json.Obj approval(Json.Obj json, PinState.Approval approval) {
        return decided(json, approval.by().value(), approval.at())
                .with("annotations_confirmed", Json.of(approval.annotationsConfirmed()));
    }

    private static Json.Obj decided(Json.Obj json, String by, Instant at) {
        return json.with("decided_by", Json.of(by)).with("decided_at", Json.of(at));
    }

    private static Json.Obj of(ToolFlag flag) {
        return Json.object()
                .with("kind", ToolServerJson.word(flag.kind()))
                .with("where", Json.of(flag.where()))
                .with("text", Json.of(flag.text()));
    }

    private static Json.Obj of(DefinitionChange change) {
        return Json.object()
                .with("where", Json.of(change.where()))
                .with("before", change.before())
                .with("after", change.after());
    }
}
