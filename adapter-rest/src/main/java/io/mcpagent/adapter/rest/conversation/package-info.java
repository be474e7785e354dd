/** {@code /chat} and {@code /sessions}. */
@NullMarked
package io.mcpagent.adapter.rest.conversation;

import org.jspecify.annotations.NullMarked;
