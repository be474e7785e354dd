/** The outbound guard under attack, over real sockets. */
@NullMarked
package io.mcpagent.bootstrap.outbound;

import org.jspecify.annotations.NullMarked;
