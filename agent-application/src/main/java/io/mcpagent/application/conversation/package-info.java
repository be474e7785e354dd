/**
 * Asking. Start at {@code ChatService}.
 */
@NullMarked
package io.mcpagent.application.conversation;

import org.jspecify.annotations.NullMarked;
