/**
 * Settings as users write them.
 */
@NullMarked
package io.mcpagent.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
