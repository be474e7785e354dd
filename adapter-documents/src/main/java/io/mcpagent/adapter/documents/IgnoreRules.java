package io.mcpagent.adapter.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The {@code .gitignore} files of a folder and of those above it, as git applies them: the deepest file that says
 * anything about a path decides, and in it the last pattern. What lies in an ignored folder is not asked about, so nothing
 * there can be taken in again.
 *
 * @see <a href="https://git-scm.com/docs/gitignore">gitignore(5)</a>
 */
final class IgnoreRules {
    private static final String FILE = ".gitignore";
    private static final int MAX_BYTES = 1 << 20;

    private final Optional<IgnoreRules> above;
    private final String name;
    private final IgnoreNode node;

    private IgnoreRules(Optional<IgnoreRules> above, String name, IgnoreNode node) {
        this.above = above;
        this.name = name;
        this.node = node;
    }

    /** The rules in a root: its own and, inside a git work tree, those of the folders above up to the tree's top. */
    static IgnoreRules atRoot(Path root) throws IOException {
        var folders = new ArrayList<Path>();
        for (var folder = root; folder != null; folder = folder.getParent()) {
            folders.add(folder);
            if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) break;
        }
        var inWorkTree = Files.exists(folders.getLast().resolve(".git"), LinkOption.NOFOLLOW_LINKS);
        var applying = inWorkTree ? folders : List.of(root);
        var rules = Optional.<IgnoreRules>empty();
        for (var folder : new ArrayList<>(applying).reversed()) {
            var name = rules.isEmpty() ? "" : FileNames.last(folder).orElse(String.valueOf(folder.getFileName()));
            rules = Optional.of(new IgnoreRules(rules, asBytes(name), read(folder)));
        }
        return rules.orElseThrow();
    }

    /** The rules in a folder of this one. */
    IgnoreRules in(Path folder, String folderName) throws IOException {
        return new IgnoreRules(Optional.of(this), asBytes(folderName), read(folder));
    }

    /** Whether what has this name in this folder is left out. */
    boolean ignores(String child, boolean folder) {
        var path = asBytes(child);
        for (var rules = Optional.of(this); rules.isPresent(); rules = rules.get().above) {
            var verdict = rules.get().node.checkIgnored(path, folder);
            if (verdict != null) return verdict;
            path = rules.get().name + "/" + path;
        }
        return false;
    }

    private static IgnoreNode read(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        var node = new IgnoreNode(new ArrayList<>());
        // Git doesn't follow a link here either.
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return node;
        try (var in = Files.newInputStream(file)) {
            var patterns = new String(in.readNBytes(MAX_BYTES), ISO_8859_1);
            node.parse(new ByteArrayInputStream(patterns.getBytes(UTF_8)));
        }
        return node;
    }

    /** One character for each byte, as git compares bytes: its {@code ?} is none of ours beyond ASCII. */
    private static String asBytes(String name) {
        return new String(name.getBytes(UTF_8), ISO_8859_1);
    }
}
