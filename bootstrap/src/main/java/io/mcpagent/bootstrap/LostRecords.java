package io.mcpagent.bootstrap;

import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.EmbeddingRepository;

/** Tells a database that was lost from one that is new, before the index is emptied to match it. */
final class LostRecords {
    private LostRecords() {}

    /**
     * Has to come before the index's model is bound: a database with none has never had an index, whereas one whose last
     * collection was deleted still names it.
     *
     * @throws UpstreamFailure with code {@code database_damaged} when such a database lies beside a filled index
     */
    static void refuse(EmbeddingRepository embeddings, Settings settings) {
        if (embeddings.indexModel().isPresent()) return;
        var documents = indexed(settings);
        if (documents == 0) return;
        throw new UpstreamFailure(
                "database_damaged",
                "The database %s is empty, but the index holds %,d documents. Restore it from a backup, name another, or delete %s to begin anew."
                        .formatted(
                                settings.storage().place(),
                                documents,
                                settings.index().directory()),
                false);
    }

    private static int indexed(Settings settings) {
        try {
            return LuceneVectors.inspect(settings.index()).size();
        } catch (UpstreamFailure damaged) {
            // Nothing can be read that could be lost; opening the index says so and empties it.
            return 0;
        }
    }
}
