/** What went wrong, as problem details (RFC 9457): the status and code of every failure stand here. */
@NullMarked
package io.mcpagent.adapter.rest.failure;

import org.jspecify.annotations.NullMarked;
