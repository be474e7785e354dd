package io.mcpagent.domain.retrieval;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.document.Location;

/**
 * What a statement of an answer rests on.
 *
 * @param number the n of its mark {@code [n]} in the answer
 * @param document the document's name
 * @param quote a sentence of the passage, word for word but for white space
 * @param score the fused score of the passage
 */
public record Citation(int number, ChunkId chunk, String document, Location location, String quote, double score) {}
