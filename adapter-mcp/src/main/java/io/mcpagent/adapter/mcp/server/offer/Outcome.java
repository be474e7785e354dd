package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.domain.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What comes of a request that may have to ask first. */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * The request is made again with the answers; nothing is kept of it here.
     *
     * @param requests by keys of the server's own
     * @param state comes back with the answers, unread and unchanged, or is refused
     */
    record Asks<T>(Map<String, InputRequest> requests, Optional<Json.Obj> state) implements Outcome<T> {
        public Asks {
            requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
            if (requests.isEmpty() && state.isEmpty())
                throw new IllegalArgumentException("what asks for nothing has a state");
        }
    }
}
