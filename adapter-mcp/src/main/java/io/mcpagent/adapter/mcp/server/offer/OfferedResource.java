package io.mcpagent.adapter.mcp.server.offer;

import java.util.Optional;

/** A resource that can be read by its URI. */
public record OfferedResource(
        String uri, String name, String title, String description, Optional<String> mimeType, Optional<Long> size) {}
