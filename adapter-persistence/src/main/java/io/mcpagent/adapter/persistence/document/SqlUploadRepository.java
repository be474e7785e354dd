package io.mcpagent.adapter.persistence.document;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.UploadRepository;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.TextHash;
import java.util.Optional;
import java.util.Set;

/** Documents by name and bytes. */
public final class SqlUploadRepository implements UploadRepository {
    private final Database database;

    public SqlUploadRepository(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Document> named(CollectionId collection, String name) {
        return database.read(session -> session.first(
                "SELECT " + DocumentRows.COLUMNS + " FROM documents WHERE collection_id = ? AND name = ?",
                DocumentRows::document,
                collection.value().toString(),
                name));
    }

    @Override
    public Set<TextHash> inUse(Set<TextHash> contents) {
        var asked = JsonText.of(Json.array(
                contents.stream().map(content -> Json.of(content.value())).toList()));
        return Set.copyOf(database.read(session -> session.query(
                "SELECT DISTINCT d.content_hash FROM documents d JOIN collections c ON c.id = d.collection_id"
                        + " WHERE c.root IS NULL AND d.content_hash IN ("
                        + database.dialect().elements() + ")",
                row -> new TextHash(row.getString("content_hash")),
                asked)));
    }
}
