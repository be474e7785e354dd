/** Tool servers, the pins of their tools and sign-ins with them: administered through JPA, looked up by runs in plain SQL. */
@NullMarked
package io.mcpagent.adapter.persistence.tool;

import org.jspecify.annotations.NullMarked;
