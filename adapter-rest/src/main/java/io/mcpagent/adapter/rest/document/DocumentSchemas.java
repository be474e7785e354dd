package io.mcpagent.adapter.rest.document;

import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.domain.document.Ingestion;

/** Documents, their parts and their collections as {@code DocumentJson} writes them. */
final class DocumentSchemas {
    static final Schema DOCUMENT = Schema.object()
            .with("document_id", Schema.id())
            .with("document", Schema.text().about("The file's name, or its path below the root that is linked."))
            .with("collection", Schema.text())
            .with("bytes", Schema.count())
            .optional(
                    "sha256",
                    Schema.matching("[0-9a-f]{64}")
                            .example("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                            .about("Of its bytes; of a linked file from when they were read."))
            .with("state", Schema.words("queued", "chunked", "ready", "skipped", "failed"))
            .optional("chunks", Schema.count().about("How many, when it is ready."))
            .optional("stage", Schema.words(Ingestion.Stage.class).about("Where it failed."))
            .optional("reason", Schema.text().about("Why it was skipped or failed, and what to do."))
            .named("Document");
    static final Schema CHUNK = Schema.object()
            .with("chunk_id", Schema.text())
            .with("location", Schema.text())
            .with("headings", Schema.listOf(Schema.text()))
            .with("text", Schema.text())
            .named("Chunk");
    static final Schema COLLECTION = Schema.object()
            .with("collection_id", Schema.id())
            .with("collection", Schema.text())
            .optional("root", Schema.text().about("The folder that is linked."))
            .with("language", Schema.text())
            .with("created_at", Schema.time())
            .named("Collection");
    static final Schema COLLECTION_DEFINITION = Schema.object()
            .with("name", Schema.filled())
            .optional(
                    "language", Schema.matching("[a-z]{2,3}").example("en").about("Of its documents, an ISO 639 code."))
            .named("CollectionDefinition");
    static final Schema UPLOAD = Schema.object()
            .optional("collection", Schema.filled().about("Comes before the file."))
            .with("file", Schema.bytes())
            .named("Upload");

    private DocumentSchemas() {}
}
