/**
 * Who asks, and what they may do. {@code AccessPolicy} decides and explains; every use case asks it first.
 */
@NullMarked
package io.mcpagent.domain.access;

import org.jspecify.annotations.NullMarked;
