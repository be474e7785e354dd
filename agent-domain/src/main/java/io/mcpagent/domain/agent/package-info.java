/**
 * Agents as records: who answers, with which instructions, model, tools and limits. A run keeps the agent that it began
 * with.
 */
@NullMarked
package io.mcpagent.domain.agent;

import org.jspecify.annotations.NullMarked;
