/** Tools over HTTP. */
@NullMarked
package io.mcpagent.adapter.rest.tool;

import org.jspecify.annotations.NullMarked;
