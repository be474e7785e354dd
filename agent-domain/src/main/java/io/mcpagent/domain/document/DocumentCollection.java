package io.mcpagent.domain.document;

import io.mcpagent.domain.access.Resource;
import io.mcpagent.domain.access.ResourceId;
import io.mcpagent.domain.access.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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

    /** What access to it, and to its documents, is decided by, without its grants. */
    public Resource.Granted resource() {
        return new Resource.Granted(
                new ResourceId(ResourceId.Kind.COLLECTION, id.value().toString()), Optional.of(owner), false, Set.of());
    }
}
