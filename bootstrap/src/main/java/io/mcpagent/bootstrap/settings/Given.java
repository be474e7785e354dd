package io.mcpagent.bootstrap.settings;

/**
 * A value as somebody wrote it.
 *
 * @param where file and line, or the variable
 */
record Given(String where, String text) {}
