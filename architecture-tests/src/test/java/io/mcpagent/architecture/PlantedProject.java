package io.mcpagent.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Writes a project into a folder and compiles it, so that the rules read it as they read the real one. */
final class PlantedProject {
    /** Stand-ins are all that it needs of libraries, so that nothing of the real project is on its class path. */
    private static final List<String> OPTIONS =
            List.of("-proc:none", "-Xlint:none", "--release", "21", "--class-path", "", "--module-path", "");

    private PlantedProject() {}

    static Project sound(Path root) {
        return written(root, SoundProject.files());
    }

    static Project with(Plant plant, Path root) {
        var files = new TreeMap<>(SoundProject.files());
        plant.files().forEach((path, text) -> {
            files.remove(path);
            text.ifPresent(present -> files.put(path, present));
        });
        return written(root, files);
    }

    private static Project written(Path root, Map<String, String> files) {
        try {
            for (var file : files.entrySet()) {
                var path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            compile(root, files);
        } catch (IOException e) {
            throw new UncheckedIOException(root + ": cannot be written", e);
        }
        return Project.read(root);
    }

    private static void compile(Path root, Map<String, String> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var sources = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".java"))
                .map(file -> new Source(root.resolve(file.getKey()).toUri(), file.getValue()))
                .toList();
        try (var standard = compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
            var task = compiler.getTask(null, new BesideSources(standard), problems, OPTIONS, null, sources);
            assertThat(task.call())
                    .as(() -> problems.getDiagnostics().toString())
                    .isTrue();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(URI uri, String text) {
            super(uri, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Sends each class file to the {@code target} of the module that its source is in, all in one compilation. */
    private static final class BesideSources extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private BesideSources(StandardJavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
                throws IOException {
            var source = sibling.toUri().toString();
            var tree = source.contains("/src/test/java/") ? "test" : "main";
            var module = source.substring(0, source.indexOf("/src/" + tree + "/java/"));
            var target =
                    Path.of(URI.create(module + (tree.equals("test") ? "/target/test-classes" : "/target/classes")));
            var file = target.resolve(className.replace('.', '/') + kind.extension);
            Files.createDirectories(file.getParent());
            return fileManager.getJavaFileObjects(file).iterator().next();
        }
    }
}
