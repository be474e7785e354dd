package io.mcpagent.application.tool;

import io.mcpagent.domain.tool.ToolServer;

/**
 * A tool server as somebody wants it to be, with its secrets in clear; or with what was shown in place of those that are to
 * stay.
 */
public record WantedToolServer(ToolServer server, boolean enabled, boolean trusted) {}
