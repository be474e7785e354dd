package io.mcpagent.adapter.rest.openapi;

import java.util.Map;

/**
 * What a body is.
 *
 * @param events of a stream, by name, the data of each
 */
public record Content(String mediaType, Schema schema, Map<String, Schema> events) {
    public static final String JSON = "application/json";
    public static final String FORM = "multipart/form-data";
    public static final String STREAM = "text/event-stream";

    Content(String mediaType, Schema schema) {
        this(mediaType, schema, Map.of());
    }
}
