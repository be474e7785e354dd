/** Fakes of what knows who may come in, and the contracts that they and the real ones are held to. */
@NullMarked
package io.mcpagent.testkit.access;

import org.jspecify.annotations.NullMarked;
