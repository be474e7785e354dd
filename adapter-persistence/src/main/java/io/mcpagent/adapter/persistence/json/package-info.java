/** JSON as text, as event payloads are stored. */
@NullMarked
package io.mcpagent.adapter.persistence.json;

import org.jspecify.annotations.NullMarked;
