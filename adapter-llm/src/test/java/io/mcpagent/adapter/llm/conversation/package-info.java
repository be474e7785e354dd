/** Chat models against servers over real HTTP: {@code AimockServer} for shapes, {@code WireServer} for single bytes. */
@NullMarked
package io.mcpagent.adapter.llm.conversation;

import org.jspecify.annotations.NullMarked;
