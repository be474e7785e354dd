/** Texts that want something done that nobody asked for, and the whole platform between them and the world. */
@NullMarked
package io.mcpagent.bootstrap.tool;

import org.jspecify.annotations.NullMarked;
