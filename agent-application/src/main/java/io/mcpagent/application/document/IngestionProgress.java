package io.mcpagent.application.document;

/**
 * How far a sync has come.
 *
 * @param done documents that are through, well or not
 * @param chunks embedded so far
 */
public record IngestionProgress(int done, int total, long chunks) {}
