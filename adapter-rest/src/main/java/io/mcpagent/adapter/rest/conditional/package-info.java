/** Entity tags, and requests that hold only for a thing as its client knows it (RFC 9110, sections 8.8.3 and 13). */
@NullMarked
package io.mcpagent.adapter.rest.conditional;

import org.jspecify.annotations.NullMarked;
