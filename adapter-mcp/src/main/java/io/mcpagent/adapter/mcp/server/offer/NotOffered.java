package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** There is no such thing, or not for this caller. */
public final class NotOffered extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Optional<String> resource;

    public NotOffered(String message) {
        super(message);
        this.resource = Optional.empty();
    }

    private NotOffered(String message, String resource) {
        super(message);
        this.resource = Optional.of(resource);
    }

    /** There is no such resource, which has a code of its own in some revisions. */
    public static NotOffered resource(String uri) {
        return new NotOffered("Resource not found", uri);
    }

    public Optional<Json> data() {
        return resource.map(uri -> Json.object().with("uri", Json.of(uri)));
    }
}
