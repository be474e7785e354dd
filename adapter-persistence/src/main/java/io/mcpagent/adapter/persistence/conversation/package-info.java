/** Conversations and their messages. */
@NullMarked
package io.mcpagent.adapter.persistence.conversation;

import org.jspecify.annotations.NullMarked;
