/** Real files, made by the tests, through the factory that everybody uses. */
@NullMarked
package io.mcpagent.adapter.documents;

import org.jspecify.annotations.NullMarked;
