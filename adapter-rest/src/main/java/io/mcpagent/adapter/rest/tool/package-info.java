/** {@code /tools} and {@code /tool-servers}. */
@NullMarked
package io.mcpagent.adapter.rest.tool;

import org.jspecify.annotations.NullMarked;
