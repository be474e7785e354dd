/** {@code /tools}. */
@NullMarked
package io.mcpagent.adapter.rest.tool;

import org.jspecify.annotations.NullMarked;
