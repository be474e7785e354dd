package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.document.Chunk;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.DocumentRepository;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.json.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Documents and their chunks. */
public final class SqlDocumentRepository implements DocumentRepository {
    private final Database database;

    public SqlDocumentRepository(Database database) {
        this.database = database;
    }

    @Override
    public List<Document> find(Set<DocumentId> ids) {
        return database.read(session -> session.query(
                "SELECT " + DocumentRows.COLUMNS + " FROM documents" + ofThese(), DocumentRows::document, list(ids)));
    }

    private String ofThese() {
        return " WHERE id IN (" + database.dialect().elements() + ")";
    }

    private static String list(Collection<DocumentId> ids) {
        return JsonText.of(Json.array(ids.stream().map(id -> Json.of(text(id))).toList()));
    }

    @Override
    public List<Document> inCollection(CollectionId collection) {
        return database.read(session -> session.query(
                "SELECT " + DocumentRows.COLUMNS + " FROM documents WHERE collection_id = ? ORDER BY name",
                DocumentRows::document,
                collection.value().toString()));
    }

    @Override
    public void save(List<Document> documents) {
        database.write(session -> {
            try {
                session.updateAll(DocumentRows.SAVE, documents, DocumentRows::values);
            } catch (ConstraintViolated e) {
                if (e.isReference()) throw new NotFound("collection_not_found", gone(documents), e);
                throw new Conflict(
                        "document_name_taken",
                        "The collection has another document of the same name already (one of "
                                + documents.stream().map(Document::name).collect(Collectors.joining(", ")) + ").",
                        e);
            }
            return true;
        });
    }

    @Override
    public List<Document> delete(List<DocumentId> ids) {
        return database.write(session -> session.query(
                "DELETE FROM documents" + ofThese() + " RETURNING " + DocumentRows.COLUMNS,
                DocumentRows::document,
                list(ids)));
    }

    @Override
    public void replaceChunks(DocumentId document, List<Chunk> chunks) {
        if (chunks.stream().anyMatch(chunk -> !chunk.id().document().equals(document)))
            throw new IllegalArgumentException("a chunk is not of document " + text(document));
        database.write(session -> {
            // Locked, so that of two that replace its chunks one comes after the other.
            if (collection(session, document, database.dialect().locking()).isEmpty())
                throw new NotFound("document_not_found", "There is no document " + text(document) + ".");
            session.update("DELETE FROM chunks WHERE document_id = ?", text(document));
            session.updateAll(ChunkRows.INSERT, chunks, ChunkRows::values);
            return true;
        });
    }

    @Override
    public List<Chunk> chunks(DocumentId document) {
        return database.read(session -> collection(session, document, "")
                .map(collection -> session.query(
                        "SELECT " + ChunkRows.COLUMNS + " FROM chunks WHERE document_id = ? ORDER BY ordinal",
                        row -> ChunkRows.chunk(document, collection, row),
                        text(document)))
                .orElse(List.of()));
    }

    @Override
    public Map<DocumentId, Long> ready() {
        return database
                .read(session -> session.query(
                        "SELECT id, generation FROM documents WHERE state = 'ready'",
                        row -> Map.entry(new DocumentId(Columns.uuid(row, "id")), row.getLong("generation"))))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String gone(List<Document> documents) {
        return "There is no collection "
                + documents.stream()
                        .map(document -> document.collection().value().toString())
                        .distinct()
                        .collect(Collectors.joining(" or no "))
                + ".";
    }

    private static Optional<CollectionId> collection(Session session, DocumentId document, String locking) {
        return session.first(
                "SELECT collection_id FROM documents WHERE id = ?" + locking,
                row -> new CollectionId(Columns.uuid(row, "collection_id")),
                text(document));
    }

    private static String text(DocumentId id) {
        return id.value().toString();
    }
}
