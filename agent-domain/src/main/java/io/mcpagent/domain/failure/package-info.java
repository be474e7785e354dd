/**
 * Why a use case could not go on. One sealed root, a few kinds, each with a stable code that programs may branch
 * on and a message that says what happened, to what, and what to do.
 */
@NullMarked
package io.mcpagent.domain.failure;

import org.jspecify.annotations.NullMarked;
