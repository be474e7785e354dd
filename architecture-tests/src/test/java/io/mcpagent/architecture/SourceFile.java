package io.mcpagent.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of a module, as text.
 *
 * @param name relative to its source root, with {@code /}
 */
record SourceFile(String module, String name, String text) {
    static List<SourceFile> under(Path root, String module, String suffix) {
        if (!Files.isDirectory(root)) return List.of();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .map(file -> new SourceFile(module, slashed(root.relativize(file)), textOf(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(root + ": cannot be listed", e);
        }
    }

    /** Empty for the root of the tree. */
    String folder() {
        return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
    }

    String simpleName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** True for package-info and module-info, which need no class of their own. */
    boolean isInfo() {
        return simpleName().endsWith("-info.java");
    }

    long lines() {
        return text.lines().count();
    }

    @Override
    public String toString() {
        return module + ": " + name;
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
