package io.mcpagent.adapter.persistence;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one owner's hold on a data directory: a lock on a file in it that names the owner's pid. The operating system
 * releases it when the process ends, however it ends.
 */
final class DataDirectory implements AutoCloseable {
    static final String LOCK_FILE = "owner.lock";
    private static final Set<String> OURS = Set.of(LOCK_FILE, "index", "files", "agents", "told");
    private static final String NODE_FILE = "mcp-agent.node";
    private static final String OWNER_ALONE = "rwx------";

    // POSIX drops all of a process's locks on a file as soon as it closes any channel to it, so a second attempt within
    // this process must not even open the file.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes the directory where it is missing, for its owner alone, and takes hold of it. One that is there is closed to
     * others, unless it holds what is not the platform's or belongs to somebody else.
     *
     * @throws Conflict with code {@code data_directory_held} when another process, or this one, holds it
     * @throws UpstreamFailure with code {@code data_directory_unusable} when it can't be made or written to
     */
    static DataDirectory claim(Path wanted) {
        try {
            Files.createDirectories(wanted, attributes(wanted));
            var directory = wanted.toRealPath();
            if (!HELD_HERE.add(directory))
                throw held(directory, Long.toString(ProcessHandle.current().pid()));
            try {
                var held = new DataDirectory(directory, lock(directory));
                closeToOthers(directory);
                return held;
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(directory);
                throw e;
            }
        } catch (IOException e) {
            throw unusable(wanted, e);
        }
    }

    /** The pid of the process that holds it now; takes nothing and changes nothing. */
    static Optional<String> holder(Path wanted) {
        var file = wanted.resolve(LOCK_FILE);
        try {
            if (!Files.exists(file)) return Optional.empty();
            // To open the file, and close it, would let go of this process's own lock.
            if (HELD_HERE.contains(wanted.toRealPath()))
                return Optional.of(Long.toString(ProcessHandle.current().pid()));
            try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                    var free = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return free == null ? Optional.of(contents(channel)) : Optional.empty();
            }
        } catch (IOException e) {
            throw new UpstreamFailure(
                    "data_directory_unusable",
                    "The data directory " + wanted + " can't be looked at: " + e + ". Check who may read it.",
                    false,
                    e);
        }
    }

    Path path() {
        return directory;
    }

    /**
     * The name under which the owners of this directory, one after the other, hold what they share with others.
     *
     * @throws UpstreamFailure with code {@code data_directory_unusable}
     */
    String node() {
        var file = directory.resolve(NODE_FILE);
        try {
            if (!Files.exists(file)) Files.writeString(file, UUID.randomUUID().toString());
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        var channel = FileChannel.open(
                directory.resolve(LOCK_FILE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) throw held(directory, contents(channel));
            var pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw held(directory, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A folder that is shared for other reasons, such as one of projects, is not the platform's to close. */
    private static void closeToOthers(Path directory) throws IOException {
        if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) return;
        var alone = PosixFilePermissions.fromString(OWNER_ALONE);
        if (alone.containsAll(Files.getPosixFilePermissions(directory))) return;
        try (var files = Files.list(directory)) {
            if (!files.map(file -> file.getFileName().toString()).allMatch(DataDirectory::isOurs)) return;
        }
        // Whoever made the lock is this process's user, or was let in by the directory's owner.
        if (!Files.getOwner(directory).equals(Files.getOwner(directory.resolve(LOCK_FILE)))) return;
        try {
            Files.setPosixFilePermissions(directory, alone);
        } catch (FileSystemException notTheOwner) {
            // Its owner decides who may read it.
        }
    }

    private static boolean isOurs(String file) {
        return OURS.contains(file) || file.startsWith("mcp-agent.");
    }

    private static String contents(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(channel.size(), 100));
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    private static UpstreamFailure unusable(Path directory, IOException why) {
        return new UpstreamFailure(
                "data_directory_unusable",
                "The data directory " + directory + " can't be used: " + why + ". Check that its disk has room and that"
                        + " you may write there, or choose another with --data-dir.",
                false,
                why);
    }

    private static Conflict held(Path directory, String pid) {
        var holder = pid.isEmpty() ? "another process" : "the process " + pid;
        return new Conflict(
                "data_directory_held",
                "The data directory " + directory + " is held by " + holder + ". Wait until it has ended, end it, or"
                        + " choose another directory with --data-dir.");
    }

    private static FileAttribute<?>[] attributes(Path directory) throws IOException {
        var existing = directory.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (!Files.getFileStore(existing).supportsFileAttributeView("posix")) return new FileAttribute<?>[0];
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE))
        };
    }
}
