package io.mcpagent.application.retrieval;

/**
 * How the two halves become one ranking.
 *
 * @param depth how many candidates each half is asked for
 * @param vectorWeight share of the vector half in min-max fusion, 0 to 1
 */
public record RetrievalSettings(int depth, FusionMethod fusion, double vectorWeight) {
    public enum FusionMethod {
        MIN_MAX,
        RECIPROCAL_RANK
    }

    public RetrievalSettings {
        if (depth < 1) throw new IllegalArgumentException("the depth is at least 1: " + depth);
        if (!(vectorWeight >= 0 && vectorWeight <= 1))
            throw new IllegalArgumentException("the vector weight is from 0 to 1: " + vectorWeight);
    }
}
