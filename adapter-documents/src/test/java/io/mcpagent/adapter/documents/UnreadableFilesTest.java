package io.mcpagent.adapter.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.failure.AgentFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process may not read. Root may read everything, so that a child process of another user looks, if need be. */
class UnreadableFilesTest {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    @TempDir
    Path scratch;

    private Path root = Path.of("");

    @BeforeEach
    void makeRoot() throws IOException {
        permit(scratch, "rwxr-xr-x");
        root = Files.createDirectory(scratch.resolve("root"));
    }

    @AfterEach
    void open() throws IOException {
        for (var closed : List.of("closed", "closed.txt", "rules/.gitignore"))
            if (Files.exists(root.resolve(closed))) permit(root.resolve(closed), "rwx------");
    }

    @Test
    void tellsOfWhatItMayNotReadAndGoesOn() throws Exception {
        write("a.txt");
        write("closed.txt");
        write("closed/b.txt");
        write("rules/.gitignore");
        write("rules/c.txt");
        write("z/d.txt");
        for (var closed : List.of("closed.txt", "closed", "rules/.gitignore"))
            permit(root.resolve(closed), "---------");

        assertThat(look(Map.of()))
                .containsExactly(
                        "a.txt read",
                        "closed.txt file_unreadable",
                        "z/d.txt read",
                        "problem closed",
                        "problem rules/.gitignore");
    }

    @Test
    void namesBeyondAsciiAreReadAlsoInTheLocaleC() throws Exception {
        write("größe/日本.txt");
        write("what?.txt");

        assertThat(look(Map.of("LC_ALL", "C"))).containsExactly("größe/日本.txt read", "what?.txt read");
    }

    private List<String> look(Map<String, String> environment) throws Exception {
        var command = new ArrayList<String>();
        if (ROOT) command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), Look.class.getName(), root.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().filter(line -> !line.startsWith("SLF4J")).toList();
    }

    /** Copies of what listing needs, for the other user may not read where the build keeps its jars. */
    private String classPath() throws Exception {
        var entries = new ArrayList<String>();
        for (var type : List.of(
                Look.class,
                LocalFileStore.class,
                AgentFailure.class,
                IgnoreNode.class,
                Class.forName("org.slf4j.Logger"))) {
            var source = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            var copy = scratch.resolve("lib" + entries.size() + source.getFileName());
            try (var files = Files.walk(source)) {
                for (var file : (Iterable<Path>) files::iterator)
                    Files.copy(file, copy.resolve(source.relativize(file).toString()));
            }
            entries.add(copy.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private void write(String name) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "text");
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** What the other process does. */
    static final class Look {
        private Look() {}

        public static void main(String[] arguments) throws IOException {
            var root = Path.of(arguments[0]);
            var files = new LocalFileStore(DocumentSettings.DEFAULT);
            var listing = files.list(root);
            var lines = new ArrayList<String>();
            for (var file : listing.files()) {
                try {
                    files.read(root, file.name());
                    lines.add(file.name() + " read");
                } catch (AgentFailure failure) {
                    lines.add(file.name() + " " + failure.code());
                }
            }
            listing.problems().forEach(problem -> lines.add("problem " + problem.name()));
            System.out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }
}
