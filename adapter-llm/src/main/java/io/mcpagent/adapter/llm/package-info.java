/**
 * Chat and embedding models. The module shows one record of settings and factories that return ports; native inference
 * stays on platform threads of its own.
 */
@NullMarked
package io.mcpagent.adapter.llm;

import org.jspecify.annotations.NullMarked;
