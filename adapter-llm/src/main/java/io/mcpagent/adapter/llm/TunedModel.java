package io.mcpagent.adapter.llm;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A model as this version of ONNX Runtime runs it fastest for one text at a time, kept as a file beside the original:
 * optimising takes longer than loading.
 */
final class TunedModel {
    /** Changes with what is done to the graph, so that older files are not taken for the new ones. */
    private static final String REVISION = "1";

    private static final int GRAPH = 7;

    private TunedModel() {}

    static Path of(Path original, ModelCard.Pooling pooling, OrtEnvironment environment)
            throws IOException, OrtException {
        var tuned = original.resolveSibling("tuned-" + REVISION + "-ort-" + environment.getVersion() + ".onnx");
        if (Files.exists(tuned)) return tuned;
        // Another process may be at it too, or be killed doing so: only a whole file gets the name.
        var partial = Files.createTempFile(original.toAbsolutePath().getParent(), "tuning", ".part");
        try {
            optimize(original, partial, environment);
            Files.write(partial, rewritten(Files.readAllBytes(partial), pooling));
            Files.move(partial, tuned, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        return tuned;
    }

    /** Fuses what does not hang on this machine's processor. */
    private static void optimize(Path original, Path target, OrtEnvironment environment) throws OrtException {
        try (var options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(SessionOptions.OptLevel.EXTENDED_OPT);
            options.setOptimizedModelFilePath(target.toString());
            environment.createSession(original.toString(), options).close();
        }
    }

    private static byte[] rewritten(byte[] bytes, ModelCard.Pooling pooling) throws IOException {
        var model = UnknownFieldSet.parseFrom(bytes);
        var graph = new BertGraph(UnknownFieldSet.parseFrom(
                model.getField(GRAPH).getLengthDelimitedList().getFirst()));
        graph.fuseResiduals();
        graph.dropMask();
        if (pooling == ModelCard.Pooling.CLS) graph.keepFirstTokenOnly();
        var changed = Field.newBuilder().addLengthDelimited(graph.rewritten().toByteString());
        return model.toBuilder()
                .clearField(GRAPH)
                .addField(GRAPH, changed.build())
                .build()
                .toByteArray();
    }
}
