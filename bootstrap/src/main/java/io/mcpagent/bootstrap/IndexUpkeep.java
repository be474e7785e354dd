package io.mcpagent.bootstrap;

import io.mcpagent.adapter.documents.DocumentFiles;
import io.mcpagent.adapter.persistence.SqlPersistence;
import io.mcpagent.adapter.vector.LuceneVectors;
import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.application.document.DocumentPorts;
import io.mcpagent.application.document.IndexRepair;
import io.mcpagent.application.llm.CachingEmbedding;
import io.mcpagent.bootstrap.settings.Settings;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.llm.EmbeddingModel;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.llm.EmbeddingRepository.IndexModel;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index to its records and to its embedding model, and makes it anew from the former for another of the latter. */
final class IndexUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(IndexUpkeep.class);

    private IndexUpkeep() {}

    /** What documents are taken in through. */
    static DocumentPorts ports(
            Settings settings,
            DocumentFiles documentFiles,
            FileStorePort files,
            EmbeddingPort embeddings,
            LuceneVectors index,
            SqlPersistence records,
            AuditTrail trail) {
        return new DocumentPorts(
                files,
                documentFiles.uploads(settings.uploads()),
                documentFiles.extraction(),
                embeddings,
                index.store(),
                records.collections(),
                records.documents(),
                records.uploaded(),
                records.tasks(),
                records.transactions(),
                trail);
    }

    /** @throws Conflict with code {@code index_model_mismatch} when the index was made with another model */
    static void bindModel(EmbeddingRepository embeddings, EmbeddingModel model) {
        var bound = embeddings.indexModel();
        if (bound.isEmpty()) embeddings.bindIndex(named(model));
        bound.filter(other -> !other.equals(named(model))).ifPresent(other -> {
            throw new Conflict(
                    "index_model_mismatch",
                    "The index was made with the embedding model %s, and the settings say %s. Make it anew with `mcp-agent collections reindex`, or set embedding.model to %s."
                            .formatted(other.name(), model.name(), other.name()));
        });
    }

    static IndexRepair.Repaired repair(DocumentPorts ports) {
        var repaired = new IndexRepair(ports).repair();
        if (repaired.deleted() + repaired.restored() > 0)
            LOG.warn(
                    "the index was mended from the records: {} documents put back, {} taken out",
                    repaired.restored(),
                    repaired.deleted());
        return repaired;
    }

    /**
     * Makes the index of a data directory anew with the embedding model of the settings, from the stored chunks. What a
     * kill interrupts goes on when the platform is opened next.
     *
     * @return how many documents it holds now
     */
    static int reindex(Settings settings) {
        try (var model = new LazyEmbeddings(settings.embedding());
                var records = SqlPersistence.open(settings.storage(), InstantSource.system())) {
            LostRecords.refuse(records.embeddings(), settings);
            return reindex(settings, model, records);
        }
    }

    private static int reindex(Settings settings, EmbeddingPort model, SqlPersistence records) {
        try (var index = LuceneVectors.openFresh(settings.index())) {
            records.embeddings().bindIndex(named(model.model()));
            var files = DocumentFiles.open(settings.documents());
            var embeddings = new CachingEmbedding(model, records.embeddings());
            var restored = repair(ports(
                            settings,
                            files,
                            files.files(),
                            embeddings,
                            index,
                            records,
                            AccessAssembly.trail(records, InstantSource.system())))
                    .restored();
            records.embeddings().prune();
            return restored;
        }
    }

    private static IndexModel named(EmbeddingModel model) {
        return new IndexModel(model.name(), model.dimension());
    }
}
