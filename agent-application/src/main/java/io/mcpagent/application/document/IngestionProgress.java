package io.mcpagent.application.document;

/**
 * How far a sync has come.
 *
 * @param done documents that are through, well or not
 * @param chunks embedded so far
 * @param bytesDone of the files, those of a large one by and by
 * @param bytes of all files
 */
public record IngestionProgress(int done, int total, long chunks, long bytesDone, long bytes) {}
