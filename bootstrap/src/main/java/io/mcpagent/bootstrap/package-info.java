/**
 * Settings, composition root and launcher. The one place that sees all adapters: it opens them, stacks their decorators
 * and closes them in reverse order.
 */
@NullMarked
package io.mcpagent.bootstrap;

import org.jspecify.annotations.NullMarked;
