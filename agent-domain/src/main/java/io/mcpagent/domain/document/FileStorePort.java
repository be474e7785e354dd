package io.mcpagent.domain.document;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** The files that linked collections follow. Nothing is ever written to them. */
public interface FileStorePort {
    /** How a listing names the root itself. */
    String THE_ROOT = ".";

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
     * The same for a file that need not be in memory at once, and may be empty: whoever asked reads it, and closes it.
     *
     * @throws io.mcpagent.domain.failure.NotFound with code {@code file_vanished}
     * @throws io.mcpagent.domain.failure.InvalidRequest with code {@code file_unreadable} or {@code file_too_large}
     */
    InputStream open(Path root, String name);

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

        /** Whether a file may be there all the same: a folder that could not be listed hides what is in it. */
        public boolean hides(String name) {
            return problems.stream()
                    .anyMatch(problem -> problem.name().equals(THE_ROOT)
                            || name.equals(problem.name())
                            || name.startsWith(problem.name() + "/"));
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
