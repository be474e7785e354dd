package io.mcpagent.adapter.persistence.llm;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.Embedding;
import io.mcpagent.domain.llm.EmbeddingRepository;
import io.mcpagent.domain.llm.TextHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Embeddings; a vector is a blob of little-endian float32, so its bits survive. */
public final class SqlEmbeddingRepository implements EmbeddingRepository {
    private final Database database;

    public SqlEmbeddingRepository(Database database) {
        this.database = database;
    }

    @Override
    public Map<TextHash, Embedding> find(String model, Set<TextHash> texts) {
        var wanted = JsonText.of(
                Json.array(texts.stream().map(text -> Json.of(text.value())).toList()));
        var elements = database.dialect().elements();
        return database
                .read(session -> session.query(
                        "SELECT text_hash, vector FROM embeddings WHERE model = ? AND text_hash IN (" + elements + ")",
                        row -> Map.entry(new TextHash(row.getString("text_hash")), embedding(row.getBytes("vector"))),
                        model,
                        wanted))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void save(String model, Map<TextHash, Embedding> embeddings) {
        database.write(session -> {
            session.updateAll(
                    "INSERT INTO embeddings (model, text_hash, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    inOneOrder(embeddings),
                    entry -> new Object[] {model, entry.getKey().value(), bytes(entry.getValue())});
            return true;
        });
    }

    @Override
    public Optional<IndexModel> indexModel() {
        return database.read(session -> session.first(
                "SELECT name, dimension FROM index_model",
                row -> new IndexModel(row.getString("name"), row.getInt("dimension"))));
    }

    @Override
    public void bindIndex(IndexModel model) {
        database.write(session -> session.update("""
                INSERT INTO index_model (only_row, name, dimension) VALUES (1, ?, ?)
                ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, dimension = excluded.dimension
                """, model.name(), model.dimension()));
    }

    @Override
    public void prune() {
        database.write(session -> session.update("""
                DELETE FROM embeddings
                WHERE NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.text_hash = embeddings.text_hash)
                    OR EXISTS (SELECT 1 FROM index_model WHERE index_model.name <> embeddings.model)
                """));
    }

    /** Two that save the same texts in different orders would wait for each other. */
    private static List<Map.Entry<TextHash, Embedding>> inOneOrder(Map<TextHash, Embedding> embeddings) {
        return embeddings.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().value()))
                .toList();
    }

    private static byte[] bytes(Embedding embedding) {
        var vector = embedding.vector();
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static Embedding embedding(byte[] bytes) {
        var vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return new Embedding(vector);
    }
}
