/**
 * The rules of the design as tests: which module may see which, how things are named, how long a file may be, and that
 * every adapter of a port runs its contract.
 */
@NullMarked
package io.mcpagent.architecture;

import org.jspecify.annotations.NullMarked;
