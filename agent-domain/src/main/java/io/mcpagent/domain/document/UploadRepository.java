package io.mcpagent.domain.document;

import io.mcpagent.domain.llm.TextHash;
import java.util.Optional;
import java.util.Set;

/** Documents by what makes an upload the same as an earlier one: its name, and its bytes. */
public interface UploadRepository {
    /** The document of a name in a collection. */
    Optional<Document> named(CollectionId collection, String name);

    /** Those of the contents that a document has whose collection follows no folder. */
    Set<TextHash> inUse(Set<TextHash> contents);
}
