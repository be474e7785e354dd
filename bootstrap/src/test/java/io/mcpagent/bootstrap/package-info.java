/**
 * The whole platform with everything real, in this process and in others.
 */
@NullMarked
package io.mcpagent.bootstrap;

import org.jspecify.annotations.NullMarked;
