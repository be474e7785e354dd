package io.mcpagent.domain.retrieval;

import java.util.Optional;

/**
 * How well a passage fits.
 *
 * @param fused what the ranking goes by; comparable within one search only
 * @param vector the cosine; empty when that half did not find it
 * @param keyword BM25; empty when that half did not find it
 */
public record Scores(double fused, Optional<Double> vector, Optional<Double> keyword) {}
