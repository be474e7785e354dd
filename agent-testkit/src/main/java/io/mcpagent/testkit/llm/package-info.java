/** Models: contracts and fakes of what surrounds them. */
@NullMarked
package io.mcpagent.testkit.llm;

import org.jspecify.annotations.NullMarked;
