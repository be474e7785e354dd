/** What models are used for, and how much of them. */
@NullMarked
package io.mcpagent.application.usage;

import org.jspecify.annotations.NullMarked;
