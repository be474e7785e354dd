/** {@code /documents} and {@code /collections}. */
@NullMarked
package io.mcpagent.adapter.rest.document;

import org.jspecify.annotations.NullMarked;
