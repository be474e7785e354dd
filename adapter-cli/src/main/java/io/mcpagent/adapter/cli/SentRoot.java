package io.mcpagent.adapter.cli;

import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.FileStorePort.FileEntry;
import io.mcpagent.domain.document.FileStorePort.FileListing;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.NotFound;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;

/** A folder or file of this machine whose copies are sent. */
record SentRoot(FileStorePort files, Path root) {
    private static final int AT_ONCE = 1 << 16;

    /** @throws NotFound with code {@code root_not_found} */
    FileListing list() {
        return files.list(root);
    }

    /** SHA-256, in hexadecimal. */
    String hash(FileEntry file) {
        try (var content = files.open(root, file.name())) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[AT_ONCE];
            for (var read = next(content, buffer); read >= 0; read = next(content, buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted");
            throw new InvalidRequest("file_unreadable", "It can't be read: %s.".formatted(failure), failure);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static int next(InputStream content, byte[] buffer) throws IOException {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted");
        return content.read(buffer);
    }

    /**
     * A file as it goes over the line.
     *
     * @throws InvalidRequest or {@link NotFound} for one that is gone, or is not to be read
     */
    FileForm form(FileEntry file) {
        if (file.name().chars().anyMatch(Character::isISOControl))
            throw new InvalidRequest("document_name_invalid", "Its name contains control characters. Rename it.");
        // What is wrong with it is said here, and not when half of a request is sent.
        close(files.open(root, file.name()));
        return new FileForm(file.name(), file.stamp().size(), () -> files.open(root, file.name()));
    }

    private static void close(InputStream readable) {
        try {
            readable.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
