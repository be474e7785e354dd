package io.mcpagent.adapter.persistence.document;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;

import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.document.CollectionId;
import io.mcpagent.domain.document.Document;
import io.mcpagent.domain.document.DocumentId;
import io.mcpagent.domain.document.FileStamp;
import io.mcpagent.domain.document.Ingestion;
import io.mcpagent.domain.llm.TextHash;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document and its row. */
final class DocumentRows {
    static final String COLUMNS =
            "id, collection_id, name, size, modified_at, generation, content_hash, state, chunks, stage, reason";
    static final String SAVE = """
            INSERT INTO documents (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET collection_id = excluded.collection_id, name = excluded.name,
                size = excluded.size, modified_at = excluded.modified_at, generation = excluded.generation,
                content_hash = excluded.content_hash, state = excluded.state, chunks = excluded.chunks,
                stage = excluded.stage, reason = excluded.reason
            """.formatted(COLUMNS);

    private DocumentRows() {}

    /** In the order of {@link #COLUMNS}. */
    static @Nullable Object[] values(Document document) {
        var state = State.of(document.ingestion());
        return new @Nullable Object[] {
            document.id().value().toString(),
            document.collection().value().toString(),
            document.name(),
            document.stamp().size(),
            micros(document.stamp().modifiedAt()),
            document.generation(),
            document.contentHash().map(TextHash::value).orElse(null),
            state.name,
            state.chunks.orElse(null),
            state.stage.map(Columns::name).orElse(null),
            state.reason.orElse(null)
        };
    }

    static Document document(Row row) throws SQLException {
        return new Document(
                new DocumentId(Columns.uuid(row, "id")),
                new CollectionId(Columns.uuid(row, "collection_id")),
                row.getString("name"),
                new FileStamp(row.getLong("size"), Columns.instant(row, "modified_at")),
                row.getLong("generation"),
                Optional.ofNullable(row.getStringOrNull("content_hash")).map(TextHash::new),
                ingestion(row));
    }

    private static Ingestion ingestion(Row row) throws SQLException {
        var state = row.getString("state");
        return switch (state) {
            case State.QUEUED -> new Ingestion.Queued();
            case State.CHUNKED -> new Ingestion.Chunked();
            case State.READY -> new Ingestion.Ready(row.getInt("chunks"));
            case State.SKIPPED -> new Ingestion.Skipped(row.getString("reason"));
            case State.FAILED ->
                new Ingestion.Failed(
                        Columns.value(Ingestion.Stage.class, row.getString("stage")), row.getString("reason"));
            default -> throw new SQLException("a document is in the unknown state " + state);
        };
    }

    private record State(
            String name, Optional<Integer> chunks, Optional<Ingestion.Stage> stage, Optional<String> reason) {
        static final String QUEUED = "queued";
        static final String CHUNKED = "chunked";
        static final String READY = "ready";
        static final String SKIPPED = "skipped";
        static final String FAILED = "failed";

        static State of(Ingestion ingestion) {
            return switch (ingestion) {
                case Ingestion.Queued queued -> of(QUEUED);
                case Ingestion.Chunked chunked -> of(CHUNKED);
                case Ingestion.Ready(var chunks) ->
                    new State(READY, Optional.of(chunks), Optional.empty(), Optional.empty());
                case Ingestion.Skipped(var reason) ->
                    new State(SKIPPED, Optional.empty(), Optional.empty(), Optional.of(reason));
                case Ingestion.Failed(var stage, var reason) ->
                    new State(FAILED, Optional.empty(), Optional.of(stage), Optional.of(reason));
            };
        }

        private static State of(String name) {
            return new State(name, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
