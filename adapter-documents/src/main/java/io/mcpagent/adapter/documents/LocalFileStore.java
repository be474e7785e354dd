package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Pattern;

/** Files of the local disk. */
final class LocalFileStore implements FileStorePort {
    private final long maxBytes;

    LocalFileStore(DocumentSettings settings) {
        maxBytes = settings.maxFileBytes();
    }

    @Override
    public FileListing list(Path root) {
        try {
            var attributes = Files.readAttributes(root, BasicFileAttributes.class);
            if (attributes.isDirectory()) return FileWalk.of(root);
            if (!attributes.isRegularFile()) throw noRoot(root);
            return new FileListing(List.of(new FileEntry(nameOf(root), FileWalk.stamp(attributes))), List.of());
        } catch (NoSuchFileException missing) {
            throw noRoot(root);
        } catch (IOException failure) {
            return new FileListing(List.of(), List.of(new FileProblem(THE_ROOT, FileFailures.reason(failure))));
        }
    }

    @Override
    public byte[] read(Path root, String name) {
        try (var in = open(root, name)) {
            // Bounded by what is read, not by what the size was a moment ago.
            var bytes = in.readNBytes((int) maxBytes + 1);
            if (bytes.length > maxBytes) throw tooLarge();
            if (bytes.length == 0)
                throw new InvalidRequest("file_empty", "It is empty. Remove it, or write something to it.");
            return bytes;
        } catch (IOException failure) {
            throw new InvalidRequest("file_unreadable", FileFailures.reason(failure), failure);
        }
    }

    @Override
    public InputStream open(Path root, String name) {
        try {
            var file = locate(root, name);
            if (!Files.isRegularFile(file)) throw new NotFound("file_vanished", "It is no longer a file.");
            if (Files.size(file) > maxBytes) throw tooLarge();
            return Files.newInputStream(file);
        } catch (NoSuchFileException gone) {
            throw new NotFound("file_vanished", "It was there when the folder was listed and is gone.", gone);
        } catch (IOException failure) {
            throw new InvalidRequest("file_unreadable", FileFailures.reason(failure), failure);
        }
    }

    private static Path locate(Path root, String name) throws IOException {
        var realRoot = root.toRealPath();
        if (Files.isRegularFile(realRoot)) {
            if (name.equals(nameOf(root))) return realRoot;
            throw new NotFound("file_vanished", "There is no longer a folder of this name.");
        }
        try {
            if (Pattern.compile("/").splitAsStream(name).anyMatch(segment -> segment.equals(".."))) throw outside();
            var real = FileNames.resolve(realRoot, name).toRealPath();
            if (!real.startsWith(realRoot)) throw outside();
            return real;
        } catch (InvalidPathException noName) {
            throw new InvalidRequest("file_unreadable", "Its name is none that this system can have.", noName);
        }
    }

    private InvalidRequest tooLarge() {
        return new InvalidRequest(
                "file_too_large",
                "It is larger than %,d bytes. Raise documents.max-file-size, split it, or leave it out by a .gitignore."
                        .formatted(maxBytes));
    }

    private static InvalidRequest outside() {
        return new InvalidRequest(
                "file_unreadable", "It lies outside the folder that was linked. Ingest it by itself.");
    }

    private static NotFound noRoot(Path root) {
        return new NotFound("root_not_found", "There is no file or folder " + root + ". Check the path.");
    }

    private static String nameOf(Path file) {
        return FileNames.last(file).orElse(String.valueOf(file.getFileName()));
    }
}
