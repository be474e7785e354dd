/**
 * Documents on their way into the index. {@code FolderSync} finds out what changed, {@code IngestionRun} works
 * off the queue, {@code Chunker} cuts, {@code IndexRepair} mends the index from the records. Start at {@code
 * DocumentService}.
 */
@NullMarked
package io.mcpagent.application.document;

import org.jspecify.annotations.NullMarked;
