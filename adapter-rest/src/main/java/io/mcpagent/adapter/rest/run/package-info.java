/** {@code /runs} and {@code /inbox}, and the server-sent events by which clients follow. */
@NullMarked
package io.mcpagent.adapter.rest.run;

import org.jspecify.annotations.NullMarked;
