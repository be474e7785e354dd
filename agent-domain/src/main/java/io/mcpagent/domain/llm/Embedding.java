package io.mcpagent.domain.llm;

import java.util.Arrays;

/** A vector of length 1. The array is shared, not copied: nobody writes to it. */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below; a copy of each vector would double the memory
public record Embedding(float[] vector) {
    /** Cosine, as both are of length 1. */
    public double dot(Embedding other) {
        var sum = 0.0;
        for (var i = 0; i < vector.length; i++) {
            sum += (double) vector[i] * other.vector[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding(var theirs) && Arrays.equals(vector, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
        return "Embedding[dimension=" + vector.length + "]";
    }
}
