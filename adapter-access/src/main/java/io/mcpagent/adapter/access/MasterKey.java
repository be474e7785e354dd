package io.mcpagent.adapter.access;

import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The key that all others are wrapped with: that of the settings, else of a file that only its owner may read. */
final class MasterKey {
    private static final EnumSet<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final AccessSettings settings;
    private volatile Optional<SecretKey> known = Optional.empty();

    MasterKey(AccessSettings settings) {
        this.settings = settings;
    }

    /** @throws UpstreamFailure with code {@code master_key_unusable} */
    SecretKey get() {
        var before = known;
        if (before.isPresent()) return before.get();
        var key = new SecretKeySpec(bytes(), "AES");
        known = Optional.of(key);
        return key;
    }

    private byte[] bytes() {
        var given = settings.masterKey();
        if (given.isPresent()) return Base64.getDecoder().decode(given.get().strip());
        try {
            return ofFile(settings.masterKeyFile());
        } catch (IOException e) {
            throw unusable("can't be read or made: " + e, e);
        }
    }

    private byte[] ofFile(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException missing) {
            return made(file);
        }
        requirePrivate(file);
        try {
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == AccessSettings.KEY_BYTES) return bytes;
        } catch (IllegalArgumentException noBase64) {
            throw unusable("holds no Base64", noBase64);
        }
        throw unusable("holds no key of 32 bytes", null);
    }

    /** Written aside and linked into place, so that a file of that name is whole, and never another's overwritten. */
    private byte[] made(Path file) throws IOException {
        var bytes = new byte[AccessSettings.KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        create(aside);
        try {
            Files.writeString(
                    aside,
                    Base64.getEncoder().encodeToString(bytes) + System.lineSeparator(),
                    StandardCharsets.US_ASCII);
            place(aside, file);
        } catch (FileAlreadyExistsException other) {
            return ofFile(file);
        } finally {
            Files.deleteIfExists(aside);
        }
        return bytes;
    }

    private static void create(Path file) throws IOException {
        if (isPosix(file)) Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNERS));
        else Files.createFile(file);
    }

    private static void place(Path aside, Path file) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void requirePrivate(Path file) throws IOException {
        if (!isPosix(file)) return;
        var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        others.removeAll(OWNERS);
        others.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!others.isEmpty()) throw unusable("may be read by others; take that away with chmod 600", null);
    }

    private static boolean isPosix(Path file) {
        return Optional.ofNullable(
                        Files.getFileAttributeView(file.toAbsolutePath().getRoot(), PosixFileAttributeView.class))
                .isPresent();
    }

    private UpstreamFailure unusable(String why, @Nullable Exception cause) {
        return new UpstreamFailure(
                "master_key_unusable",
                "The master key %s %s. Restore it from a backup, or set access.master-key."
                        .formatted(settings.masterKeyFile(), why),
                false,
                cause);
    }
}
