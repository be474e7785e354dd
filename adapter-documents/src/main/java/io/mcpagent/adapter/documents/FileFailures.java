package io.mcpagent.adapter.documents;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What went wrong with a file, in words for people, and what to do. */
final class FileFailures {
    private FileFailures() {}

    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "No permission to read it. Grant it, or leave it out by a .gitignore.";
            case NoSuchFileException gone -> "It vanished while the folder was read. Try again.";
            case FileSystemException other ->
                "It can't be read: " + Objects.requireNonNullElse(other.getReason(), "the disk gave no reason") + ".";
            default -> "It can't be read: " + failure.getMessage() + ".";
        };
    }
}
