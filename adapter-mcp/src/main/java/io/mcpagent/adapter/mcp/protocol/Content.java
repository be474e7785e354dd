package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** A piece of what a tool, a prompt or a model says. {@link ContentJson} is its form on the wire. */
public sealed interface Content {
    record Text(String text) implements Content {}

    /**
     * A picture.
     *
     * @param data base64, as it came
     */
    record Image(String data, String mimeType) implements Content {}

    /**
     * A sound.
     *
     * @param data base64, as it came
     */
    record Audio(String data, String mimeType) implements Content {}

    record Embedded(ResourceContents resource) implements Content {}

    /** A resource that can be read from the server that names it. */
    record Link(String uri, String name, Optional<String> description, Optional<String> mimeType) implements Content {}

    /** A kind that this platform does not know. */
    record Unknown(Json.Obj json) implements Content {}
}
