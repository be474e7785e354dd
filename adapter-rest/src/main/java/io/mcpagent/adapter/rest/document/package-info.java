/** Documents and collections over HTTP. */
@NullMarked
package io.mcpagent.adapter.rest.document;

import org.jspecify.annotations.NullMarked;
