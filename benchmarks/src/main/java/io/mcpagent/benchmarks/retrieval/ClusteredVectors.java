package io.mcpagent.benchmarks.retrieval;

import io.mcpagent.domain.llm.Embedding;
import java.util.Random;

/**
 * Unit vectors like those of texts on many topics: a mixture of Gaussians, projected onto the sphere.
 *
 * <p>The 1,000 centres are uniform on the sphere, and how often each is drawn falls as 1/√rank. Around its centre, a
 * vector is spread with a length of .8, so that two of one topic have a cosine of about .6 and two of different topics one
 * of about 0. The spread is not a ball: the variance of the i-th direction falls as 1/i, in an order of directions that
 * differs from centre to centre, which leaves about 26 dimensions that count ((Σ variance)² / Σ variance²), as in real
 * embeddings. Queries are drawn from the same mixture with another seed.
 */
final class ClusteredVectors {
    private static final int CENTRES = 1000;
    private static final double SPREAD = 0.8;
    private static final long MIXTURE_SEED = 20261124;

    private final int dimension;
    private final float[][] centres = new float[CENTRES][];
    private final int[][] directions = new int[CENTRES][];
    private final double[] cumulative = new double[CENTRES];
    private final double[] deviations;
    private final Random random;

    ClusteredVectors(int dimension, long seed) {
        this.dimension = dimension;
        this.random = new Random(seed);
        this.deviations = deviations(dimension);
        var mixture = new Random(MIXTURE_SEED);
        var total = 0.0;
        for (var centre = 0; centre < CENTRES; centre++) {
            centres[centre] = uniform(mixture);
            directions[centre] = shuffled(mixture);
            total += 1 / Math.sqrt(centre + 1);
            cumulative[centre] = total;
        }
    }

    Embedding next() {
        var centre = drawCentre();
        var vector = centres[centre].clone();
        for (var i = 0; i < dimension; i++) {
            vector[directions[centre][i]] += (float) (random.nextGaussian() * deviations[i]);
        }
        return unit(vector);
    }

    private int drawCentre() {
        var point = random.nextDouble() * cumulative[CENTRES - 1];
        var centre = 0;
        while (cumulative[centre] < point) {
            centre++;
        }
        return centre;
    }

    private float[] uniform(Random mixture) {
        var vector = new float[dimension];
        for (var i = 0; i < dimension; i++) {
            vector[i] = (float) mixture.nextGaussian();
        }
        return unit(vector).vector();
    }

    private int[] shuffled(Random mixture) {
        var order = new int[dimension];
        for (var i = 0; i < dimension; i++) {
            var other = mixture.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }

    private static double[] deviations(int dimension) {
        var harmonic = 0.0;
        for (var i = 1; i <= dimension; i++) {
            harmonic += 1.0 / i;
        }
        var deviations = new double[dimension];
        for (var i = 0; i < dimension; i++) {
            deviations[i] = SPREAD / Math.sqrt(harmonic * (i + 1));
        }
        return deviations;
    }

    private static Embedding unit(float[] vector) {
        var squares = 0.0;
        for (var value : vector) {
            squares += (double) value * value;
        }
        var length = Math.sqrt(squares);
        for (var i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return new Embedding(vector);
    }
}
