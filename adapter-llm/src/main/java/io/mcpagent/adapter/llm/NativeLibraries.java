package io.mcpagent.adapter.llm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The native libraries of this platform, as their jars name them. */
final class NativeLibraries {
    private static final String OS_NAME = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    private static final boolean WINDOWS = OS_NAME.startsWith("windows");
    private static final String OS = WINDOWS ? "win" : OS_NAME.startsWith("mac") ? "osx" : "linux";
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

    private static final String ORT_PATH = "onnxruntime.native.path";
    private static final List<String> MINGW = List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll");

    private NativeLibraries() {}

    /** Has to come before anything of ONNX Runtime is touched. A path that the user set wins. */
    static void offerOnnxRuntime(UnpackedFiles files) throws IOException {
        if (System.getProperty(ORT_PATH) != null) return;
        var jar = "ai/onnxruntime/native/" + OS + (ARM ? "-aarch64/" : "-x64/");
        var libraries =
                List.of(jar + System.mapLibraryName("onnxruntime"), jar + System.mapLibraryName("onnxruntime4j_jni"));
        System.setProperty(ORT_PATH, files.folder("onnxruntime", libraries).toString());
    }

    /** Not by DJL's own loader: it looks for a GPU first, to choose a build that isn't in the jar. */
    static void loadTokenizers(UnpackedFiles files) throws IOException {
        var jar = "native/lib/" + OS + (ARM ? "-aarch64" : "-x86_64") + "/cpu/";
        var names = new ArrayList<>(WINDOWS ? MINGW : List.of());
        names.add(System.mapLibraryName("tokenizers"));
        var folder = files.folder("tokenizers", names.stream().map(jar::concat).toList());
        for (var name : names) {
            System.load(folder.resolve(name).toString());
        }
    }
}
