package io.mcpagent.adapter.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;

/**
 * The file of master keys, which only its owner may read. It is replaced as a whole, by one process at a time, so that
 * nobody reads half of it and no key is lost with which something was sealed.
 */
final class KeyFile {
    private static final EnumSet<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<StandardOpenOption> CREATE_OR_OPEN =
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /** Tells one content from another without reading it. */
    record Stamp(Object file, Object modified, long size) {}

    Optional<Stamp> stamp() throws IOException {
        try {
            var found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new Stamp(Optional.ofNullable(found.fileKey()).orElse(""), found.lastModifiedTime(), found.size()));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /**
     * Empty where there is no file.
     *
     * @throws IOException whose message completes "the master key …"
     */
    Optional<KeyRing> read() throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
        requirePrivate();
        var ring = KeyRing.parse(text);
        if (ring.isEmpty()) throw new IOException("holds no keys of 32 bytes in Base64");
        return ring;
    }

    /** What is there, or a new key. */
    KeyRing readOrMake() throws IOException {
        var there = read();
        if (there.isPresent()) return there.get();
        return exclusively(() -> {
            var made = read();
            return made.isPresent() ? made.get() : written(fresh());
        });
    }

    /** Puts other keys in the place of those that are there. */
    KeyRing change(UnaryOperator<KeyRing> change) throws IOException {
        return exclusively(() -> written(
                change.apply(read().orElseThrow(() -> new IOException("is not there: nothing was sealed yet")))));
    }

    static byte[] random() {
        var bytes = new byte[AccessSettings.KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static KeyRing fresh() {
        return new KeyRing(List.of(new SecretKeySpec(random(), "AES")));
    }

    private interface Work {
        KeyRing done() throws IOException;
    }

    /** Locked by a file beside it, since the file itself is replaced; threads of this process wait for each other too. */
    private KeyRing exclusively(Work work) throws IOException {
        synchronized (KeyFile.class) {
            try (var channel = FileChannel.open(beside(".lock"), CREATE_OR_OPEN, attributes());
                    var lock = channel.lock()) {
                if (!lock.isValid()) throw new IOException("can't be locked");
                return work.done();
            }
        }
    }

    private KeyRing written(KeyRing ring) throws IOException {
        var aside = beside(".new");
        Files.deleteIfExists(aside);
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            try (var channel = FileChannel.open(aside, options, attributes())) {
                channel.write(ByteBuffer.wrap(ring.text().getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } catch (FileAlreadyExistsException raced) {
            throw new IOException("is being written by another process", raced);
        } finally {
            Files.deleteIfExists(aside);
        }
        return ring;
    }

    /** So that nothing sealed with a new key outlives the key in a power cut; not every system knows how. */
    private void forceFolder() {
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException notKnown) {
            return;
        }
    }

    private Path beside(String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    private FileAttribute<?>[] attributes() {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
                : new FileAttribute<?>[0];
    }

    private void requirePrivate() throws IOException {
        if (!isPosix()) return;
        var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNERS);
        others.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!others.isEmpty()) throw new IOException("may be read by others; take that away with chmod 600");
    }

    private boolean isPosix() {
        return Optional.ofNullable(
                        Files.getFileAttributeView(file.toAbsolutePath().getRoot(), PosixFileAttributeView.class))
                .isPresent();
    }
}
