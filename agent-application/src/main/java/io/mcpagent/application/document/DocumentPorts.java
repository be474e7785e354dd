package io.mcpagent.application.document;

import io.mcpagent.application.access.AuditTrail;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.document.FileStorePort;
import io.mcpagent.domain.document.TextExtractionPort;
import io.mcpagent.domain.document.UploadRepository;
import io.mcpagent.domain.document.UploadStorePort;
import io.mcpagent.domain.llm.EmbeddingPort;
import io.mcpagent.domain.retrieval.VectorStorePort;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.domain.transaction.TransactionPort;

/** What taking documents in needs of the outside. */
public record DocumentPorts(
        FileStorePort files,
        UploadStorePort uploads,
        TextExtractionPort extraction,
        EmbeddingPort embeddings,
        VectorStorePort store,
        CollectionRepository collections,
        DocumentRepository documents,
        UploadRepository uploaded,
        TaskQueuePort tasks,
        TransactionPort transactions,
        AuditTrail trail) {}
