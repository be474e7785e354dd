package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** Writes messages, each as one line of UTF-8 without its end. */
public final class MessageWriter {
    private MessageWriter() {}

    public static byte[] bytes(Message message) {
        return JsonBytes.write(json(message));
    }

    private static Json.Obj json(Message message) {
        var head = Json.object().with("jsonrpc", Json.of("2.0"));
        return switch (message) {
            case Message.Request(var id, var method, var params) ->
                head.with("id", id.json()).with("method", Json.of(method)).with("params", params);
            case Message.Notification(var method, var params) ->
                head.with("method", Json.of(method))
                        .with(
                                "params",
                                Optional.of(params)
                                        .filter(some -> !some.members().isEmpty()));
            case Message.Result(var id, var result) ->
                head.with("id", id.json()).with("result", result);
            case Message.Failure(var id, var error) ->
                // The protocol's schemas know no null for an id that could not be read.
                head.with("id", id.map(RequestId::json)).with("error", json(error));
        };
    }

    private static Json.Obj json(RpcError error) {
        return Json.object()
                .with("code", Json.of(error.code()))
                .with("message", Json.of(error.message()))
                .with("data", error.data());
    }
}
