/** Conversations and their messages: the contract and the fake. */
@NullMarked
package io.mcpagent.testkit.conversation;

import org.jspecify.annotations.NullMarked;
