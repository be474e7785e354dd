/** What checks of JSON must do, and a small one. */
@NullMarked
package io.mcpagent.testkit.json;

import org.jspecify.annotations.NullMarked;
