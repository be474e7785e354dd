package io.mcpagent.adapter.llm;

import com.sun.security.auth.module.UnixSystem;
import io.mcpagent.domain.failure.UpstreamFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files whose content runs in this process, so that nobody else may have a hand in them. */
final class PrivateFiles {
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int ROOT = 0;

    private PrivateFiles() {}

    /** Makes the folder where it is missing, for its owner alone, and what it lies in; checks it otherwise. */
    static void folder(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(Objects.requireNonNull(folder.getParent()));
            try {
                Files.createDirectory(folder, attributes(folder));
            } catch (FileAlreadyExistsException another) {
                // Another process, or thread, was faster; what it made is checked like any other.
            }
        }
        check(folder, folder);
    }

    /**
     * Checks who can have written a file or folder. One that root owns is trusted as root is: images of containers are
     * filled by root.
     *
     * @param folder what the failure says to delete
     */
    static void check(Path path, Path folder) throws IOException {
        if (Files.isSymbolicLink(path)) throw untrusted(path, folder, "is a symbolic link");
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) return;
        var found = Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        var owner = (int) Objects.requireNonNull(found.get("uid"));
        if (owner != ThisProcess.USER && owner != ROOT && isPosix(path))
            throw untrusted(path, folder, "belongs to another user");
        if (((int) Objects.requireNonNull(found.get("mode")) & WRITABLE_BY_OTHERS) != 0 && isPosix(path))
            throw untrusted(path, folder, "may be written to by other users");
    }

    private static FileAttribute<?>[] attributes(Path folder) throws IOException {
        return isPosix(Objects.requireNonNull(folder.getParent()))
                ? new FileAttribute<?>[] {OWNER_ALONE}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path existing) throws IOException {
        return Files.getFileStore(existing).supportsFileAttributeView("posix");
    }

    private static UpstreamFailure untrusted(Path path, Path folder, String why) {
        return new UpstreamFailure(
                "embedding_unavailable",
                "%s %s, so it is not loaded: it may hold somebody else's program. Delete %s; it is filled again."
                        .formatted(path, why, folder),
                false);
    }

    /** Asked of the system only where there is such a system. */
    private static final class ThisProcess {
        private static final int USER = (int) new UnixSystem().getUid();
    }
}
