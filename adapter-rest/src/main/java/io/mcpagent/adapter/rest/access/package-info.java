/** Who may speak to the server at all, and on whose behalf a request is made. */
@NullMarked
package io.mcpagent.adapter.rest.access;

import org.jspecify.annotations.NullMarked;
