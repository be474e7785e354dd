/** Sign-ins with tool servers, in SQL. */
@NullMarked
package io.mcpagent.adapter.persistence.tool;

import org.jspecify.annotations.NullMarked;
