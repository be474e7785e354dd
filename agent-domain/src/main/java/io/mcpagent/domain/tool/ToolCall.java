package io.mcpagent.domain.tool;

import io.mcpagent.domain.json.Json;

/**
 * A call as a model asked for it: nothing of it is checked.
 *
 * @param id unique in its run
 * @param arguments what was not JSON arrives as a string of it
 */
public record ToolCall(String id, String tool, Json arguments) {}
