package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.document.FileStorePort.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git itself is the judge: it lists the same files in trees and with patterns that are made up. */
class GitIgnoreTest {
    private static final List<String> NAMES =
            List.of("a", "b", "ab", "a.txt", "b.txt", "build", "log", "a b", "[x]", "é", "bü");
    private static final List<String> PATTERNS = List.of(
            "a",
            "b/",
            "/a",
            "/b/",
            "*.txt",
            "!a.txt",
            "a/b",
            "**/ab",
            "a/**",
            "a/**/b",
            "!**/b.txt",
            "*",
            "!*/",
            "!b*",
            "/*",
            "!/build",
            "build/*",
            "!build/a",
            "[ab]",
            "[!a].txt",
            "a?*",
            "\\[x]",
            "a\\ b",
            "# comment",
            "",
            "log ",
            "**",
            "/**/log",
            "!a/",
            "b.t[w-z]t",
            "é",
            "**/a/*",
            "!/a/b/a.txt",
            "a*/",
            "//a",
            "[[:alpha:]]",
            "\\!a",
            "a/");
    private static final int TREES = 6;
    private static final int FILES = 60;
    private static final int DEPTH = 4;

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void listsWhatGitLists(long seed) throws Exception {
        var random = new Random(seed);
        for (var tree = 0; tree < TREES; tree++) {
            var root = Files.createDirectory(scratch.resolve("tree" + tree));
            git(root, "init", "-q");
            var rules = plant(root, random);

            var listed = DocumentFiles.open(DocumentSettings.DEFAULT).files().list(root);

            assertThat(listed.files())
                    .as("seed %d, tree %d, with %s", seed, tree, rules)
                    .extracting(FileEntry::name)
                    .containsExactlyElementsOf(listedByGit(root));
        }
    }

    private static Map<String, String> plant(Path root, Random random) throws IOException {
        var folders = new TreeSet<Path>();
        folders.add(root);
        for (var i = 0; i < FILES; i++) {
            var folder = root;
            for (var depth = random.nextInt(DEPTH); depth > 0; depth--) folder = folder.resolve(name(random));
            if (standsBelowAFile(root, folder)) continue;
            Files.createDirectories(folder);
            folders.add(folder);
            var file = folder.resolve(name(random));
            if (!Files.exists(file)) Files.writeString(file, "text");
        }
        var rules = new TreeMap<String, String>();
        for (var folder : folders) {
            if (!folder.equals(root) && random.nextInt(4) > 0) continue;
            var lines = new StringBuilder();
            for (var i = random.nextInt(5); i >= 0; i--)
                lines.append(PATTERNS.get(random.nextInt(PATTERNS.size()))).append('\n');
            Files.writeString(folder.resolve(".gitignore"), lines);
            rules.put(root.relativize(folder).toString(), lines.toString());
        }
        return rules;
    }

    private static boolean standsBelowAFile(Path root, Path folder) {
        var at = root;
        for (var segment : root.relativize(folder)) {
            at = at.resolve(segment);
            if (Files.isRegularFile(at)) return true;
        }
        return false;
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static List<String> listedByGit(Path root) throws Exception {
        var listed = git(root, "ls-files", "-z", "--others", "--exclude-per-directory=.gitignore");
        return Arrays.stream(listed.split("\0", -1))
                .filter(name -> !name.isEmpty() && !name.endsWith(".gitignore"))
                .sorted(FileNames.BY_CODE_POINTS)
                .toList();
    }

    private static String git(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git", "-c", "core.excludesFile=/dev/null"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(folder.toFile()).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
