/**
 * The messages between a user and agents. Each part of a message knows where its text came from.
 */
@NullMarked
package io.mcpagent.domain.conversation;

import org.jspecify.annotations.NullMarked;
