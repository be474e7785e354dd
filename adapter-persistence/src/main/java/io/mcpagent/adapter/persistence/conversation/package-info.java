/** Conversations and their messages in SQLite. */
@NullMarked
package io.mcpagent.adapter.persistence.conversation;

import org.jspecify.annotations.NullMarked;
