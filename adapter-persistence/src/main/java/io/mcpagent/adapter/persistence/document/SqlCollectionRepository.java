package io.mcpagent.adapter.persistence.document;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Remembered;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.CollectionRepository;
import io.mcpagent.domain.document.DocumentCollection;
import io.mcpagent.domain.document.Language;
import io.mcpagent.domain.failure.Conflict;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Collections. */
public final class SqlCollectionRepository implements CollectionRepository {
    private static final String COLUMNS = "id, owner, name, root, language, created_at";
    private static final String SAVE = """
            INSERT INTO collections (id, owner, name, root, language, created_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, name = excluded.name,
                root = excluded.root, language = excluded.language, created_at = excluded.created_at
            """;

    private final Database database;
    private final Remembered<Boolean, List<DocumentCollection>> all;

    public SqlCollectionRepository(Database database) {
        this.database = database;
        this.all = new Remembered<>(database);
    }

    @Override
    public List<DocumentCollection> all() {
        return all.find(
                        true,
                        () -> Optional.of(List.copyOf(database.read(session -> session.query(
                                "SELECT " + COLUMNS + " FROM collections ORDER BY name",
                                SqlCollectionRepository::collection)))))
                .orElseThrow();
    }

    @Override
    public void save(DocumentCollection collection) {
        database.write(session -> {
            all.changes();
            try {
                return session.update(
                        SAVE,
                        id(collection.id()),
                        collection.owner().value(),
                        collection.name(),
                        collection.root().map(Path::toString).orElse(null),
                        collection.language().tag(),
                        micros(collection.createdAt()));
            } catch (ConstraintViolated e) {
                throw new Conflict(
                        "collection_name_taken", "There is a collection named " + collection.name() + " already.", e);
            }
        });
    }

    @Override
    public Optional<DocumentCollection> delete(CollectionId id) {
        return database.write(session -> {
            all.changes();
            return session.first(
                    "DELETE FROM collections WHERE id = ? RETURNING " + COLUMNS,
                    SqlCollectionRepository::collection,
                    id(id));
        });
    }

    private static DocumentCollection collection(Row row) throws SQLException {
        return new DocumentCollection(
                new CollectionId(Columns.uuid(row, "id")),
                new UserId(row.getString("owner")),
                row.getString("name"),
                Optional.ofNullable(row.getStringOrNull("root")).map(Path::of),
                new Language(row.getString("language")),
                Columns.instant(row, "created_at"));
    }

    private static String id(CollectionId id) {
        return id.value().toString();
    }
}
