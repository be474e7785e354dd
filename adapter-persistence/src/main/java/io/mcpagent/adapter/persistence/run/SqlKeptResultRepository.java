package io.mcpagent.adapter.persistence.run;

import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.domain.run.KeptResultRepository;
import io.mcpagent.domain.run.RunId;
import java.util.Optional;

/** Long results beside the run log, whose rows are read all at once. */
public final class SqlKeptResultRepository implements KeptResultRepository {
    private final Database database;

    public SqlKeptResultRepository(Database database) {
        this.database = database;
    }

    @Override
    public void keep(RunId run, String callId, String text) {
        database.write(session -> session.update("""
                INSERT INTO run_results (run_id, call_id, text) VALUES (?, ?, ?)
                ON CONFLICT (run_id, call_id) DO UPDATE SET text = excluded.text
                """, run.value().toString(), callId, text));
    }

    @Override
    public Optional<String> find(RunId run, String callId) {
        return database.read(session -> session.first(
                "SELECT text FROM run_results WHERE run_id = ? AND call_id = ?",
                row -> row.getString("text"),
                run.value().toString(),
                callId));
    }
}
