/**
 * Settings: {@code mcp-agent.yaml}, then variables, then flags, as one checked record. {@code Catalog} lists every key;
 * all problems are told at once. Start at {@code Settings}.
 */
@NullMarked
package io.mcpagent.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
