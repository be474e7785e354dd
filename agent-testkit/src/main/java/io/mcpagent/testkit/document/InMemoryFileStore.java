package io.mcpagent.testkit.document;

import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files in memory, by root and name. A file that is put again gets a later stamp, unless one is given. A root that is a
 * file is not known to it. Safe for use by many threads.
 */
public final class InMemoryFileStore implements FileStorePort {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<Path, Folder> roots = new HashMap<>();
    private long writes;

    /** An empty folder, where there is none yet. */
    public synchronized void addRoot(Path root) {
        folder(root);
    }

    /** Takes the folder away with all that is in it. */
    public synchronized void removeRoot(Path root) {
        roots.remove(root);
    }

    public void put(Path root, String name, String text) {
        put(root, name, text.getBytes(StandardCharsets.UTF_8));
    }

    public synchronized void put(Path root, String name, byte[] content) {
        put(root, name, content, new FileStamp(content.length, START.plusSeconds(writes++)));
    }

    public synchronized void put(Path root, String name, byte[] content, FileStamp stamp) {
        folder(root).files.put(name, new Content(content.clone(), stamp, Optional.empty()));
    }

    public synchronized void remove(Path root, String name) {
        folder(root).files.remove(name);
    }

    /** From now on the file is listed, but reading it throws this, until it is put again. */
    public synchronized void failReading(Path root, String name, AgentFailure failure) {
        folder(root)
                .files
                .computeIfPresent(name, (key, file) -> new Content(file.bytes, file.stamp, Optional.of(failure)));
    }

    /** From now on the listing has this problem too. */
    public synchronized void addProblem(Path root, FileProblem problem) {
        folder(root).problems.add(problem);
    }

    @Override
    public synchronized FileListing list(Path root) {
        var folder = roots.get(root);
        if (folder == null)
            throw new NotFound("root_not_found", "There is no file or folder " + root + ". Check the path.");
        var files = folder.files.entrySet().stream()
                .map(file -> new FileEntry(file.getKey(), file.getValue().stamp))
                .sorted(Comparator.comparing(FileEntry::name, InMemoryFileStore::compareCodePoints))
                .toList();
        return new FileListing(files, folder.problems);
    }

    @Override
    public byte[] read(Path root, String name) {
        var bytes = content(root, name);
        if (bytes.length == 0)
            throw new InvalidRequest("file_empty", "It is empty. Remove it, or write something to it.");
        return bytes;
    }

    @Override
    public InputStream open(Path root, String name) {
        return new ByteArrayInputStream(content(root, name));
    }

    private synchronized byte[] content(Path root, String name) {
        var file = Optional.ofNullable(roots.get(root)).map(folder -> folder.files.get(name));
        if (file.isEmpty()) throw new NotFound("file_vanished", "It was there when the folder was listed and is gone.");
        var content = file.get();
        if (content.failure.isPresent()) throw content.failure.get();
        return content.bytes.clone();
    }

    private Folder folder(Path root) {
        return roots.computeIfAbsent(root, path -> new Folder(new HashMap<>(), new ArrayList<>()));
    }

    private static int compareCodePoints(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }

    private record Folder(Map<String, Content> files, List<FileProblem> problems) {}

    @SuppressWarnings("ArrayRecordComponent") // private, and never compared
    private record Content(byte[] bytes, FileStamp stamp, Optional<AgentFailure> failure) {}
}
