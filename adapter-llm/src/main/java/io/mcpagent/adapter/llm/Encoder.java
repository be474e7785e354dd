package io.mcpagent.adapter.llm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The network: from the tokens of one text to its vector. One session for all threads; each call computes on the
 * thread that makes it, which pins.
 */
final class Encoder implements Opening.Native {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ModelCard.Pooling pooling;

    private Encoder(OrtEnvironment environment, OrtSession session, ModelCard.Pooling pooling) {
        this.environment = environment;
        this.session = session;
        this.pooling = pooling;
    }

    static Encoder open(UnpackedFiles files, ModelCard card) throws IOException, OrtException {
        // Its warnings are about the model files, and nothing that a user could do something about.
        var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        var weights = TunedModel.of(files, card, environment);
        try (var options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
            return new Encoder(environment, environment.createSession(weights.toString(), options), card.pooling());
        }
    }

    /** Of length 1. The tokens are one text's alone: int8 models answer differently in a batch. */
    float[] encode(long[] tokens) {
        var shape = new long[] {1, tokens.length};
        var attention = new long[tokens.length];
        Arrays.fill(attention, 1);
        try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
                var mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(attention), shape);
                var types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[tokens.length]), shape);
                var result = session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return normalized(pooled(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.length));
        } catch (OrtException e) {
            throw new UpstreamFailure(
                    "embedding_failed",
                    "The embedding model failed on a text of " + tokens.length + " tokens: " + e.getMessage()
                            + ". Run `mcp-agent doctor`; if it happens again, report it.",
                    false,
                    e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("closed twice", e);
        }
    }

    private float[] pooled(FloatBuffer states, int tokens) {
        var vector = new float[ModelCard.DIMENSION];
        if (pooling == ModelCard.Pooling.CLS) {
            states.get(vector);
            return vector;
        }
        for (var i = 0; i < tokens * ModelCard.DIMENSION; i++) {
            vector[i % ModelCard.DIMENSION] += states.get(i);
        }
        return vector;
    }

    private static float[] normalized(float[] vector) {
        var squares = 0.0;
        for (var value : vector) {
            squares += (double) value * value;
        }
        var length = Math.sqrt(squares);
        for (var i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }
}
