package io.mcpagent.adapter.documents;

import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.TextHash;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One file for each content in one folder, named by its hash; beside them what is being received. */
final class LocalUploadStore implements UploadStorePort {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String RECEIVING = ".part";
    private static final int AT_ONCE = 1 << 16;

    private final Path folder;
    private final long maxBytes;
    private final Set<Path> receiving = ConcurrentHashMap.newKeySet();

    LocalUploadStore(Path folder, DocumentSettings settings) {
        this.folder = folder;
        this.maxBytes = settings.maxFileBytes();
    }

    @Override
    public Received receive(InputStream content) {
        var part = part();
        try {
            return written(content, part);
        } catch (IOException failure) {
            // Told before the room that it took is free again.
            var told = unusable(failure);
            drop(part, told);
            throw told;
        } catch (RuntimeException | Error failure) {
            drop(part, failure);
            throw failure;
        }
    }

    private Path part() {
        try {
            Files.createDirectories(folder);
            // Readable by its owner alone, whoever may look into the data directory.
            var part = Files.createTempFile(folder, "", RECEIVING);
            receiving.add(part);
            return part;
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private Received written(InputStream content, Path part) throws IOException {
        var digest = sha256();
        var size = 0L;
        // Not a channel: that would be closed by an interrupt, and take the disk for broken.
        try (var out = new FileOutputStream(part.toFile())) {
            var buffer = new byte[AT_ONCE];
            for (var read = next(content, buffer); read >= 0; read = next(content, buffer)) {
                size += read;
                if (size > maxBytes) throw tooLarge();
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            out.getFD().sync();
        }
        return new Received(
                new TextHash(HexFormat.of().formatHex(digest.digest())),
                size,
                part.getFileName().toString());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int next(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException broken) {
            throw new InvalidRequest(
                    "upload_broken",
                    "The upload broke off (%s), and nothing of it was kept. Upload it again."
                            .formatted(broken.getMessage()),
                    broken);
        }
    }

    @Override
    public void keep(Received received) {
        try {
            var place = place(received.hash());
            // One of another size was damaged; what is damaged otherwise is beyond what a look can tell.
            if (!Files.exists(place) || Files.size(place) != received.size())
                Files.move(part(received), place, StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    @Override
    public void drop(Received received) {
        var part = folder.resolve(received.receipt());
        if (receiving.remove(part)) remove(part);
    }

    private Path part(Received received) {
        var part = folder.resolve(received.receipt());
        if (!receiving.contains(part)) throw new IllegalArgumentException("it was dropped: " + received);
        return part;
    }

    @Override
    public InputStream open(TextHash content) {
        try {
            return Files.newInputStream(place(content));
        } catch (NoSuchFileException gone) {
            throw new NotFound(
                    "file_vanished", "What was uploaded is gone from the data directory. Upload it again.", gone);
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    @Override
    public Set<TextHash> stored() {
        return names(name -> HASH.matcher(name).matches()).stream()
                .map(TextHash::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void delete(Set<TextHash> contents) {
        contents.forEach(content -> remove(place(content)));
    }

    @Override
    public void removeLeftovers() {
        names(name -> name.endsWith(RECEIVING)).stream()
                .map(folder::resolve)
                .filter(Predicate.not(receiving::contains))
                .forEach(this::remove);
    }

    private Set<String> names(Predicate<String> wanted) {
        if (!Files.isDirectory(folder)) return Set.of();
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(wanted)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    private void drop(Path part, Throwable why) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException alsoFailed) {
            why.addSuppressed(alsoFailed);
        } finally {
            receiving.remove(part);
        }
    }

    private Path place(TextHash content) {
        if (!HASH.matcher(content.value()).matches())
            throw new IllegalArgumentException("not the hash of any content: " + content.value());
        return folder.resolve(content.value());
    }

    private InvalidRequest tooLarge() {
        return new InvalidRequest(
                "file_too_large",
                "It is larger than %,d bytes, and nothing of it was kept. Raise documents.max-file-size, or split it."
                        .formatted(maxBytes));
    }

    private UpstreamFailure unusable(IOException failure) {
        if (isFull(failure))
            return new UpstreamFailure(
                    "disk_full",
                    "There is no room left on the disk for %s, and nothing of this step was kept. Free some space and try again."
                            .formatted(folder),
                    false,
                    failure);
        return new UpstreamFailure(
                "disk_unusable",
                "The folder %s can't be used: %s. Check the disk, and who may write there."
                        .formatted(folder, failure.getMessage()),
                false,
                failure);
    }

    private boolean isFull(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("No space left")
                || (Files.isDirectory(folder) && folder.toFile().getUsableSpace() < AT_ONCE);
    }

    /** The name of a file is durable when its folder is; only POSIX lets one sync a folder. */
    private void syncFolder() throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) return;
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (ClosedByInterruptException interrupted) {
            throw new CancellationException("the upload was interrupted");
        }
    }
}
