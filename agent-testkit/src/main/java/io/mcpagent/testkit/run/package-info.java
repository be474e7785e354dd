/** The run log, the inbox and kept results: their contracts and their fakes. */
@NullMarked
package io.mcpagent.testkit.run;

import org.jspecify.annotations.NullMarked;
