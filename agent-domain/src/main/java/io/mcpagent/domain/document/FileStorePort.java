package io.mcpagent.domain.document;

import java.nio.file.Path;
import java.util.List;

/** The files that linked collections follow. Nothing is ever written to them. */
public interface FileStorePort {
    /**
     * The regular files below a folder, sorted by name, without those that {@code .gitignore} files, or being hidden,
     * leave out; for a file, itself. Loops of links are walked once.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code root_not_found} when there is no such folder or file
     */
    FileListing list(Path root);

    /**
     * The bytes of a file.
     *
     * @param name as listed
     * @throws io.mcpagent.domain.failure.NotFound with code {@code file_vanished}
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code file_unreadable}, {@code file_too_large} or
     *     {@code file_empty}
     */
    byte[] read(Path root, String name);

    /**
     * What was found below a root.
     *
     * @param problems folders and files that could not even be listed
     */
    record FileListing(List<FileEntry> files, List<FileProblem> problems) {
        public FileListing {
            files = List.copyOf(files);
            problems = List.copyOf(problems);
        }
    }

    /**
     * A file, unread.
     *
     * @param name relative to the root, with {@code /}
     */
    record FileEntry(String name, FileStamp stamp) {}

    record FileProblem(String name, String reason) {}
}
