/**
 * Ingestion with everything real, also when it is killed.
 */
@NullMarked
package io.mcpagent.bootstrap.document;

import org.jspecify.annotations.NullMarked;
