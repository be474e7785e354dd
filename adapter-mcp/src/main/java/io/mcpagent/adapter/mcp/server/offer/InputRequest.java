package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.domain.json.Json;
import java.net.URI;

/** What only the client, or the person before it, can give. */
public sealed interface InputRequest {
    /**
     * A form for the person.
     *
     * @param schema an object of plain fields
     */
    record Form(String message, Json.Obj schema) implements InputRequest {}

    /** An address for the person to open. */
    record Visit(String message, URI url) implements InputRequest {}

    /**
     * A message of the client's model.
     *
     * @param params of {@code sampling/createMessage}
     */
    record Sampling(Json.Obj params) implements InputRequest {}

    /** The folders that the client works in. */
    record Roots() implements InputRequest {}

    default String method() {
        return switch (this) {
            case Form asked -> "elicitation/create";
            case Visit asked -> "elicitation/create";
            case Sampling asked -> "sampling/createMessage";
            case Roots asked -> "roots/list";
        };
    }

    /** As they stand on the wire in every revision that has the method. */
    default Json.Obj params() {
        return switch (this) {
            // Without a mode, which is a form in the newer revisions and unknown to the older.
            case Form(var message, var schema) ->
                Json.object().with("message", Json.of(message)).with("requestedSchema", schema);
            case Visit(var message, var url) ->
                Json.object()
                        .with("mode", Json.of("url"))
                        .with("message", Json.of(message))
                        .with("url", Json.of(url.toString()));
            case Sampling(var params) -> params;
            case Roots asked -> Json.object();
        };
    }

    /** What a client has to declare for it. */
    default Json.Obj capability() {
        return switch (this) {
            case Form asked -> Json.object().with("elicitation", Json.object().with("form", Json.object()));
            case Visit asked -> Json.object().with("elicitation", Json.object().with("url", Json.object()));
            case Sampling asked -> Json.object().with("sampling", Json.object());
            case Roots asked -> Json.object().with("roots", Json.object());
        };
    }
}
