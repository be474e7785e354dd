/** Agents that people defined: the contract of their repository and its fake. */
@NullMarked
package io.mcpagent.testkit.agent;

import org.jspecify.annotations.NullMarked;
