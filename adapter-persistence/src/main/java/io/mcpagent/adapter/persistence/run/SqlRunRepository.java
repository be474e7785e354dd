package io.mcpagent.adapter.persistence.run;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;
import static io.mcpagent.adapter.persistence.transaction.Columns.name;

import io.mcpagent.adapter.persistence.json.JsonText;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.conversation.ConversationId;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunEvent.RunStarted;
import io.mcpagent.domain.run.RunEventJson;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunRepository;
import io.mcpagent.domain.run.RunSummary;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.TaskKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The run log; a run's row is made by its first event. */
public final class SqlRunRepository implements RunRepository {
    private static final String INSERT =
            "INSERT INTO run_events (run_id, seq, kind, version, at, payload) VALUES (?, ?, ?, ?, ?, ?)";

    private static final String SUMMARY = """
            SELECT r.id, r.started_at, first.version, first.payload, last.kind, last.seq, last.at
            FROM runs r
            JOIN run_events first ON first.run_id = r.id AND first.seq = 1
            JOIN run_events last ON last.run_id = r.id
                AND last.seq = (SELECT MAX(seq) FROM run_events WHERE run_id = r.id)
            """;
    /** Ids are text in hexadecimal digits. */
    private static final String BEHIND_ALL_IDS = "g";

    private final Database database;

    public SqlRunRepository(Database database) {
        this.database = database;
    }

    @Override
    public void append(Claim lease, List<RecordedEvent> events) {
        var first = events.getFirst();
        database.write(session -> {
            requireLease(session, first.run(), lease);
            requireEnd(session, first.run(), first.seq() - 1);
            if (first.seq() == 1) start(session, first);
            session.updateAll(INSERT, events, SqlRunRepository::row);
            return true;
        });
    }

    private static Object[] row(RecordedEvent recorded) {
        return new Object[] {
            recorded.run().value().toString(),
            recorded.seq(),
            RunEventJson.kind(recorded.event()),
            RunEventJson.VERSION,
            micros(recorded.at()),
            JsonText.of(recorded.payload())
        };
    }

    @Override
    public List<RecordedEvent> read(RunId run, long after) {
        return database.read(session -> session.query(
                "SELECT seq, kind, version, at, payload FROM run_events WHERE run_id = ? AND seq > ? ORDER BY seq",
                row -> event(run, row),
                run.value().toString(),
                after));
    }

    @Override
    public Optional<RunSummary> find(RunId run) {
        return database.read(session -> session.first(
                SUMMARY + " WHERE r.id = ?",
                SqlRunRepository::summary,
                run.value().toString()));
    }

    @Override
    public List<RunSummary> of(UserId owner, Optional<RunId> before, int limit) {
        return database.read(session -> session.query(
                SUMMARY + " WHERE r.owner = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?",
                SqlRunRepository::summary,
                owner.value(),
                before.map(run -> run.value().toString()).orElse(BEHIND_ALL_IDS),
                limit));
    }

    @Override
    public List<RunSummary> in(ConversationId conversation) {
        return database.read(session -> session.query(
                SUMMARY + " WHERE r.conversation_id = ? ORDER BY r.id",
                SqlRunRepository::summary,
                conversation.value().toString()));
    }

    @Override
    public void deleteOf(ConversationId conversation) {
        database.write(session -> session.update(
                "DELETE FROM runs WHERE conversation_id = ?",
                conversation.value().toString()));
    }

    private static RunSummary summary(Row row) throws SQLException {
        var run = new RunId(Columns.uuid(row, "id"));
        var started = (RunStarted)
                RunEventJson.read("run.started", row.getInt("version"), payload(run, 1, row.getString("payload")));
        return new RunSummary(
                run,
                started.conversation(),
                started.owner(),
                started.question(),
                Columns.instant(row, "started_at"),
                RunSummary.Status.after(row.getString("kind")),
                row.getLong("seq"),
                Columns.instant(row, "at"));
    }

    /** Locked, so that nobody claims the task until what its holder appends is committed. */
    private void requireLease(Session session, RunId run, Claim lease) {
        var held = session.first(
                "SELECT 1 FROM tasks WHERE kind = ? AND id = ? AND token = ? AND subject = ?"
                        + database.dialect().locking(),
                row -> row.getInt(1),
                name(TaskKind.DRIVE_RUN),
                lease.task().id().value().toString(),
                lease.token(),
                run.value().toString());
        if (held.isEmpty())
            throw new Conflict("stale_lease", "Run " + run.value() + " is not held by this lease any more.");
    }

    private static void requireEnd(Session session, RunId run, long expectedSeq) {
        var last = session.first(
                        "SELECT MAX(seq) FROM run_events WHERE run_id = ?",
                        row -> row.getLong(1),
                        run.value().toString())
                .orElse(0L);
        if (last != expectedSeq)
            throw new Conflict(
                    "unexpected_seq",
                    "The log of run %s ends at %d, not at %d.".formatted(run.value(), last, expectedSeq));
    }

    private static void start(Session session, RecordedEvent first) {
        if (!(first.event() instanceof RunStarted started))
            throw new IllegalArgumentException("a log begins with the start of its run, not with " + first.event());
        session.update(
                "INSERT INTO runs (id, conversation_id, owner, started_at) VALUES (?, ?, ?, ?)",
                first.run().value().toString(),
                started.conversation().value().toString(),
                started.owner().value(),
                micros(first.at()));
    }

    private static RecordedEvent event(RunId run, Row row) throws SQLException {
        var payload = payload(run, row.getLong("seq"), row.getString("payload"));
        var event = RunEventJson.read(row.getString("kind"), row.getInt("version"), payload);
        return new RecordedEvent(run, row.getLong("seq"), Columns.instant(row, "at"), event, payload);
    }

    private static Json.Obj payload(RunId run, long seq, String text) {
        try {
            if (JsonText.read(text) instanceof Json.Obj payload) return payload;
        } catch (IllegalArgumentException e) {
            throw damaged(run, seq, e);
        }
        throw damaged(run, seq, new IllegalArgumentException("not an object"));
    }

    private static UpstreamFailure damaged(RunId run, long seq, IllegalArgumentException cause) {
        return new UpstreamFailure(
                "run_log_damaged",
                "Event %d of run %s can't be read (%s). Restore the database from a backup."
                        .formatted(seq, run.value(), cause.getMessage()),
                false,
                cause);
    }
}
