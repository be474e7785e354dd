/** Agents that people define in YAML files, one file each. */
@NullMarked
package io.mcpagent.adapter.persistence.agent;

import org.jspecify.annotations.NullMarked;
