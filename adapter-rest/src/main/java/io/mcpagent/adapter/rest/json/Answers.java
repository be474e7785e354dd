package io.mcpagent.adapter.rest.json;

import io.javalin.http.Context;
import io.mcpagent.domain.json.Json;
import java.nio.charset.StandardCharsets;

/** Sends JSON. */
public final class Answers {
    private static final String JSON = "application/json";

    private Answers() {}

    public static void ok(Context context, Json json) {
        send(context, 200, JSON, json);
    }

    /** With the path of what was made. */
    public static void created(Context context, String location, Json json) {
        context.header("Location", location);
        send(context, 201, JSON, json);
    }

    public static void send(Context context, int status, String mediaType, Json json) {
        context.status(status).contentType(mediaType).result(JsonText.bytes(json));
    }

    /** The same of JSON that was written before. */
    public static void send(Context context, int status, byte[] json) {
        context.status(status).contentType(JSON).result(json);
    }

    /** And as a text. */
    public static void send(Context context, int status, String mediaType, String json) {
        context.status(status).contentType(mediaType).result(json.getBytes(StandardCharsets.UTF_8));
    }
}
