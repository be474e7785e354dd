package io.mcpagent.adapter.mcp.server.offer;

import java.util.Optional;

/**
 * Resources that are told apart by variables of their URI.
 *
 * @param uriTemplate of RFC 6570, level 1
 */
public record OfferedTemplate(
        String uriTemplate, String name, String title, String description, Optional<String> mimeType) {}
