package io.mcpagent.application.document;

import io.mcpagent.domain.document.Language;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder or file to take in and to follow.
 *
 * @param root absolute and normalised
 * @param collection the collection's name; its present one, or the folder's, when empty
 * @param language of a new collection; English when empty. An existing one keeps its own
 * @param prune forget files that are gone even when that is most of them
 */
public record SyncRequest(Path root, Optional<String> collection, Optional<Language> language, boolean prune) {
    /** A folder or file, as it is named from where the process runs. */
    public SyncRequest(Path root) {
        this(root.toAbsolutePath().normalize(), Optional.empty(), Optional.empty(), false);
    }

    /** The name that was asked for, else of the folder's name the nearest that a collection may have. */
    public String collectionName() {
        return collection.orElseGet(() -> Names.forCollection(
                Optional.ofNullable(root.getFileName()).map(Path::toString).orElse("")));
    }
}
