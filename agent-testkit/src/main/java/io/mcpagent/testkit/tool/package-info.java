/** Tools: the contract of their port, and tools that do what a test says and remember what they were asked. */
@NullMarked
package io.mcpagent.testkit.tool;

import org.jspecify.annotations.NullMarked;
