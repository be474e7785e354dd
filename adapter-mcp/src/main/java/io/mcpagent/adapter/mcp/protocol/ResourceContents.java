package io.mcpagent.adapter.mcp.protocol;

import java.util.Optional;

/** What a resource holds. */
public sealed interface ResourceContents {
    String uri();

    Optional<String> mimeType();

    record Text(String uri, Optional<String> mimeType, String text) implements ResourceContents {}

    /**
     * Bytes.
     *
     * @param blob base64, as it came
     */
    record Blob(String uri, Optional<String> mimeType, String blob) implements ResourceContents {}
}
