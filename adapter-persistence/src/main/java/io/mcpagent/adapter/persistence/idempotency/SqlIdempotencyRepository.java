package io.mcpagent.adapter.persistence.idempotency;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.domain.access.SealedSecret;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.idempotency.IdempotencyRepository;
import io.mcpagent.domain.idempotency.KeyOwner;
import io.mcpagent.domain.idempotency.UsedKey;
import java.time.Instant;
import java.util.Optional;

/** The keys of requests; of two nodes that add the same one, the second waits for the first and fails. */
public final class SqlIdempotencyRepository implements IdempotencyRepository {
    private static final String OF_ONE = " WHERE user_id = ? AND api_key_id = ? AND name = ?";

    private final Database database;

    public SqlIdempotencyRepository(Database database) {
        this.database = database;
    }

    @Override
    public Optional<UsedKey> find(KeyOwner owner, IdempotencyKey key) {
        return database.read(session -> session.first(
                "SELECT answered, used_at FROM idempotency_keys" + OF_ONE,
                row -> new UsedKey(
                        owner, key, new SealedSecret(row.getString("answered")), Columns.instant(row, "used_at")),
                owner.user().value(),
                via(owner),
                key.value()));
    }

    @Override
    public void add(UsedKey used) {
        database.write(session -> {
            try {
                return session.update(
                        "INSERT INTO idempotency_keys (user_id, api_key_id, name, answered, used_at) VALUES (?, ?, ?, ?, ?)",
                        used.owner().user().value(),
                        via(used.owner()),
                        used.key().value(),
                        used.answered().value(),
                        micros(used.at()));
            } catch (ConstraintViolated e) {
                throw new Conflict(
                        "idempotency_key_in_use",
                        "A request with this Idempotency-Key is under way. Send it again.",
                        e);
            }
        });
    }

    @Override
    public void removeUntil(Instant time, KeyOwner owner, IdempotencyKey key) {
        database.write(session -> session.update(
                "DELETE FROM idempotency_keys" + OF_ONE + " AND used_at <= ?",
                owner.user().value(),
                via(owner),
                key.value(),
                micros(time)));
    }

    @Override
    public void removeBefore(Instant time, int most) {
        database.write(session -> session.update("""
                DELETE FROM idempotency_keys WHERE (user_id, api_key_id, name) IN (
                    SELECT user_id, api_key_id, name FROM idempotency_keys WHERE used_at < ? ORDER BY used_at LIMIT ?)
                """, micros(time), most));
    }

    /** Part of the primary key, so not null. */
    private static String via(KeyOwner owner) {
        return owner.via().map(key -> key.value().toString()).orElse("");
    }
}
