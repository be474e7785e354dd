package io.mcpagent.adapter.llm;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * A model as this version of ONNX Runtime runs it fastest for one text at a time, kept as a file beside the original:
 * optimising takes longer than loading.
 */
final class TunedModel {
    /** Changes with what is done to the graph, so that older files are not taken for the new ones. */
    private static final String REVISION = "2";

    private static final int GRAPH = 7;

    private TunedModel() {}

    static Path of(UnpackedFiles files, ModelCard card, OrtEnvironment environment) throws IOException, OrtException {
        var resources = List.of(card.resource());
        var folder = files.bareFolder(card.name(), resources);
        var tuned = folder.resolve("tuned-" + REVISION + "-ort-" + environment.getVersion() + ".onnx");
        var checksum = tuned.resolveSibling(tuned.getFileName() + ".crc32");
        if (isWhole(tuned, checksum)) return tuned;
        // Unpacked, and read to be checked, only where it is needed.
        var original = files.folder(card.name(), resources).resolve(card.resource());
        // Another process may be at it too, or be killed doing so: only a whole file gets the name.
        var partial = Files.createTempFile(folder, "tuning", ".part");
        try {
            optimize(original, partial, environment);
            Files.write(partial, rewritten(Files.readAllBytes(partial), card.pooling()));
            var sum = Checksum.of(partial).toString();
            Files.move(partial, tuned, StandardCopyOption.ATOMIC_MOVE);
            keep(sum, checksum);
        } finally {
            Files.deleteIfExists(partial);
        }
        return tuned;
    }

    private static void keep(String sum, Path checksum) throws IOException {
        var partial = Files.createTempFile(checksum.getParent(), "tuning", ".part");
        try {
            Files.writeString(partial, sum);
            Files.move(partial, checksum, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static boolean isWhole(Path tuned, Path checksum) throws IOException {
        var folder = Objects.requireNonNull(tuned.getParent());
        for (var file : List.of(tuned, checksum)) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return false;
            PrivateFiles.check(file, folder);
        }
        return Files.readString(checksum, StandardCharsets.ISO_8859_1)
                .equals(Checksum.of(tuned).toString());
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
        graph.readHeadsInPlace();
        var changed = Field.newBuilder().addLengthDelimited(graph.rewritten().toByteString());
        return model.toBuilder()
                .clearField(GRAPH)
                .addField(GRAPH, changed.build())
                .build()
                .toByteArray();
    }
}
