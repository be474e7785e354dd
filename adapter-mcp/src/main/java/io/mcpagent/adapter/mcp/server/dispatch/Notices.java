package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.server.offer.LogLevel;
import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** What a request tells while it is under way. Safe for use by many threads. */
public final class Notices {
    private final Optional<Json> token;
    private double told = -1;

    /** @param token by which the client asked for progress */
    public Notices(Optional<Json> token) {
        this.token = token;
    }

    /**
     * The token by which a request asks for progress.
     *
     * @throws RpcFailure when it is neither a string nor a whole number
     */
    public static Optional<Json> token(Json.Obj params) {
        return params.get("_meta")
                .flatMap(meta -> meta instanceof Json.Obj object ? object.get("progressToken") : Optional.empty())
                .filter(token -> !(token instanceof Json.Null))
                .map(token -> switch (token) {
                    case Json.Str text -> text;
                    case Json.Num(var number) when number.stripTrailingZeros().scale() <= 0 -> token;
                    case Json other -> throw RpcFailure.invalidParams("A progressToken is a string or a whole number.");
                });
    }

    /** Nothing when nobody asked, or it is no further than before. */
    public synchronized Optional<Message> progress(double done, Optional<Double> total, String message) {
        if (token.isEmpty() || done <= told) return Optional.empty();
        told = done;
        return Optional.of(new Message.Notification(
                "notifications/progress",
                Json.object()
                        .with("progressToken", token.get())
                        .with("progress", number(done))
                        .with("total", total.map(Notices::number))
                        .with("message", Json.of(message))));
    }

    /** Whole where it is whole. */
    private static Json.Num number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? Json.of((long) value) : Json.of(value);
    }

    public static Message log(LogLevel level, String logger, Json data) {
        return new Message.Notification(
                "notifications/message",
                Json.object()
                        .with("level", Json.of(level.text()))
                        .with("logger", Json.of(logger))
                        .with("data", data));
    }
}
