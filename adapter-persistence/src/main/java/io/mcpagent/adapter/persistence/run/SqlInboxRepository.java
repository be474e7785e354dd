package io.mcpagent.adapter.persistence.run;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InboxEntry;
import io.mcpagent.domain.run.InboxRepository;
import io.mcpagent.domain.run.InputJson;
import io.mcpagent.domain.run.InputRequestId;
import io.mcpagent.domain.run.RunId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What waits for people; the request as its event holds it. */
public final class SqlInboxRepository implements InboxRepository {
    private static final String SELECT = "SELECT id, run_id, owner, request, asked_at FROM inbox WHERE ";

    /** Of what waits for ever. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Database database;

    public SqlInboxRepository(Database database) {
        this.database = database;
    }

    @Override
    public void add(List<InboxEntry> entries) {
        database.write(session -> {
            session.updateAll(
                    "INSERT INTO inbox (id, run_id, owner, request, asked_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
                    entries,
                    entry -> new Object[] {
                        entry.request().id().value().toString(),
                        entry.run().value().toString(),
                        entry.owner().value(),
                        JsonText.of(InputJson.of(entry.request())),
                        micros(entry.askedAt()),
                        entry.request().expires().map(Columns::micros).orElse(NEVER)
                    });
            return true;
        });
    }

    @Override
    public List<InboxEntry> of(UserId owner) {
        return database.read(session ->
                session.query(SELECT + "owner = ? ORDER BY asked_at, id", SqlInboxRepository::entry, owner.value()));
    }

    @Override
    public List<InboxEntry> expired(Instant now) {
        return database.read(session -> session.query(
                SELECT + "expires_at <= ? ORDER BY expires_at, id LIMIT 100", SqlInboxRepository::entry, micros(now)));
    }

    @Override
    public Optional<InboxEntry> find(InputRequestId id) {
        return database.read(session -> session.first(
                SELECT + "id = ?", SqlInboxRepository::entry, id.value().toString()));
    }

    @Override
    public void remove(InputRequestId id) {
        database.write(session ->
                session.update("DELETE FROM inbox WHERE id = ?", id.value().toString()));
    }

    @Override
    public void removeOf(RunId run) {
        database.write(session ->
                session.update("DELETE FROM inbox WHERE run_id = ?", run.value().toString()));
    }

    private static InboxEntry entry(Row row) throws SQLException {
        var request = (Json.Obj) JsonText.read(row.getString("request"));
        return new InboxEntry(
                InputJson.request(request),
                new RunId(Columns.uuid(row, "run_id")),
                new UserId(row.getString("owner")),
                Columns.instant(row, "asked_at"));
    }
}
