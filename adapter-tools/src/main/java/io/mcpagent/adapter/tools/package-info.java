/**
 * Tools in the process: a calculator, and a library user's own from a record and a function; and the check of arguments
 * against a tool's JSON Schema, for tools of any source. Start at {@code LocalTools}.
 */
@NullMarked
package io.mcpagent.adapter.tools;

import org.jspecify.annotations.NullMarked;
