package io.mcpagent.domain.retrieval;

import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Language;
import java.util.Map;
import java.util.Set;

/** The collections that a search may look into, each with the language that its keywords are analysed in. */
public record SearchScope(Map<CollectionId, Language> collections) {
    public SearchScope {
        collections = Map.copyOf(collections);
    }

    public Set<CollectionId> ids() {
        return collections.keySet();
    }
}
