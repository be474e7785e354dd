package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.document.FileStorePort.FileListing;
import io.mcpagent.domain.document.FileStorePort.FileProblem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One walk over a folder. Everything is listed once, under the path that needs no link; links are followed afterwards, and
 * only to what lies inside the root and was not listed: a shared folder must not be a way to {@code /etc}.
 */
final class FileWalk implements FileVisitor<Path> {
    private final Path realRoot;
    private final List<FileEntry> files = new ArrayList<>();
    private final List<FileProblem> problems = new ArrayList<>();
    private final Set<Path> walked = new HashSet<>();
    private final Deque<Folder> folders = new ArrayDeque<>();
    private final Deque<Link> links = new ArrayDeque<>();

    private FileWalk(Path realRoot) {
        this.realRoot = realRoot;
    }

    static FileListing of(Path root) throws IOException {
        var realRoot = root.toRealPath();
        var walk = new FileWalk(realRoot);
        walk.folders.push(new Folder("", IgnoreRules.atRoot(realRoot)));
        Files.walkFileTree(realRoot, walk);
        walk.followLinks();
        walk.files.sort(Comparator.comparing(FileEntry::name, FileNames.BY_CODE_POINTS));
        walk.problems.sort(Comparator.comparing(FileProblem::name, FileNames.BY_CODE_POINTS));
        return new FileListing(walk.files, walk.problems);
    }

    /** The stamp of a file; finer than the database keeps it, every file would look changed. */
    static FileStamp stamp(BasicFileAttributes attributes) {
        return new FileStamp(
                attributes.size(), attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
        if (path.equals(realRoot)) {
            walked.add(path);
            return FileVisitResult.CONTINUE;
        }
        var name = admitted(path, true);
        return name.isPresent() && enter(path, name.get()) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
        if (attributes.isOther()) return FileVisitResult.CONTINUE;
        admitted(path, false).ifPresent(name -> {
            var fullName = here().path(name);
            if (attributes.isSymbolicLink()) links.add(new Link(path, name, here()));
            else if (walked.add(path)) files.add(new FileEntry(fullName, stamp(attributes)));
        });
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        if (path.equals(realRoot)) problems.add(new FileProblem(".", FileFailures.reason(failure)));
        else
            admitted(path, true)
                    .ifPresent(name -> problems.add(new FileProblem(here().path(name), FileFailures.reason(failure))));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException failure) {
        var left = folders.pop();
        if (failure != null) problems.add(new FileProblem(left.shown(), FileFailures.reason(failure)));
        return FileVisitResult.CONTINUE;
    }

    private Folder here() {
        return folders.getFirst();
    }

    private boolean enter(Path path, String name) {
        var fullName = here().path(name);
        if (!walked.add(path)) return false;
        try {
            folders.push(new Folder(fullName, here().rules.in(path, name)));
            return true;
        } catch (IOException unreadable) {
            // Without its rules the folder could give away what it means to leave out.
            problems.add(new FileProblem(fullName + "/.gitignore", FileFailures.reason(unreadable)));
            return false;
        }
    }

    /** The last segment of what is neither hidden, nor ignored, nor of a name that can't be told. */
    private Optional<String> admitted(Path path, boolean folder) {
        var name = FileNames.last(path);
        if (name.isEmpty()) {
            problems.add(new FileProblem(
                    here().path(String.valueOf(path.getFileName())), "Its name is not valid UTF-8. Rename it."));
            return Optional.empty();
        }
        if (name.get().startsWith(".") || here().rules.ignores(name.get(), folder)) return Optional.empty();
        if (name.get().chars().anyMatch(Character::isISOControl)) {
            var shown = name.get().replaceAll("\\p{Cntrl}", "?");
            problems.add(new FileProblem(here().path(shown), "Its name contains control characters. Rename it."));
            return Optional.empty();
        }
        return name;
    }

    private void followLinks() throws IOException {
        while (!links.isEmpty()) {
            var link = links.pop();
            try {
                follow(link, link.path.toRealPath());
            } catch (IOException broken) {
                problems.add(new FileProblem(link.fullName(), "It is a link that leads nowhere. Mend or remove it."));
            }
        }
    }

    private void follow(Link link, Path target) throws IOException {
        if (!target.startsWith(realRoot)) {
            problems.add(new FileProblem(
                    link.fullName(),
                    "It is a link out of the folder, and such links are not followed. Ingest its target by itself."));
            return;
        }
        var attributes = Files.readAttributes(target, BasicFileAttributes.class);
        if (attributes.isRegularFile() && walked.add(target))
            files.add(new FileEntry(link.fullName(), stamp(attributes)));
        if (attributes.isDirectory() && !walked.contains(target)) {
            folders.push(link.in);
            Files.walkFileTree(target, new LinkedFolder(target, link.name));
            folders.pop();
        }
    }

    /** Walks a folder under the name of the link to it. */
    private final class LinkedFolder implements FileVisitor<Path> {
        private final Path target;
        private final String name;

        LinkedFolder(Path target, String name) {
            this.target = target;
            this.name = name;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            if (!path.equals(target)) return FileWalk.this.preVisitDirectory(path, attributes);
            return enter(path, name) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            return FileWalk.this.visitFile(path, attributes);
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException failure) {
            if (!path.equals(target)) return FileWalk.this.visitFileFailed(path, failure);
            problems.add(new FileProblem(here().path(name), FileFailures.reason(failure)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path path, IOException failure) {
            return FileWalk.this.postVisitDirectory(path, failure);
        }
    }

    private record Folder(String name, IgnoreRules rules) {
        String path(String child) {
            return name.isEmpty() ? child : name + "/" + child;
        }

        String shown() {
            return name.isEmpty() ? "." : name;
        }
    }

    private record Link(Path path, String name, Folder in) {
        String fullName() {
            return in.path(name);
        }
    }
}
