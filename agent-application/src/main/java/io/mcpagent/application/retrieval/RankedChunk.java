package io.mcpagent.application.retrieval;

import io.mcpagent.domain.document.ChunkId;
import io.mcpagent.domain.retrieval.Scores;

/** A chunk in its place in a ranking. */
public record RankedChunk(ChunkId chunk, Scores scores) {}
