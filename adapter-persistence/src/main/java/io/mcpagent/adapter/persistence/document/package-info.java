/** Collections, documents and chunks; the index is made from them. */
@NullMarked
package io.mcpagent.adapter.persistence.document;

import org.jspecify.annotations.NullMarked;
