package io.mcpagent.adapter.rest.openapi;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a body is.
 *
 * @param events of a stream, by name, the data of each
 */
record Content(String mediaType, Schema schema, Map<String, Schema> events) {
    public static final String JSON = "application/json";
    public static final String FORM = "multipart/form-data";
    public static final String STREAM = "text/event-stream";

    Content {
        // In one order, whatever it was given in, as the description is compared.
        events = Collections.unmodifiableMap(new TreeMap<>(events));
    }

    Content(String mediaType, Schema schema) {
        this(mediaType, schema, Map.of());
    }
}
