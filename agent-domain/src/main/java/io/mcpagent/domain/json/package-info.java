/**
 * JSON as a value of the core. Event payloads, and later tool arguments and schemas, cross the core in this form;
 * adapters translate it to and from text.
 */
@NullMarked
package io.mcpagent.domain.json;

import org.jspecify.annotations.NullMarked;
