/** What an application that embeds the platform sees of it: what is public, and nothing else. */
@NullMarked
package io.mcpagent.bootstrap.conversation;

import org.jspecify.annotations.NullMarked;
