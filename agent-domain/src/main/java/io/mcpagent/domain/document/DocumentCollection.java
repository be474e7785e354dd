package io.mcpagent.domain.document;

import io.mcpagent.domain.access.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A named set of documents, which carries the permissions.
 *
 * @param name unique in an installation
 * @param root the absolute path of the folder or file that a linked collection follows; empty for one that is uploaded
 *     to
 */
public record DocumentCollection(
        CollectionId id, UserId owner, String name, Optional<Path> root, Language language, Instant createdAt) {
    public DocumentCollection {
        if (name.isBlank()) throw new IllegalArgumentException("a collection's name is not blank");
        root.ifPresent(path -> {
            if (!path.isAbsolute()) throw new IllegalArgumentException("a root is an absolute path: " + path);
        });
    }

    /** Whether it follows files of the disk, and so takes no uploads. */
    public boolean isLinked() {
        return root.isPresent();
    }
}
