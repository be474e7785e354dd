package io.mcpagent.adapter.persistence.task;

import static io.mcpagent.adapter.persistence.transaction.Columns.micros;
import static io.mcpagent.adapter.persistence.transaction.Columns.name;

import io.mcpagent.adapter.persistence.failure.ConstraintViolated;
import io.mcpagent.adapter.persistence.transaction.Columns;
import io.mcpagent.adapter.persistence.transaction.Database;
import io.mcpagent.adapter.persistence.transaction.Row;
import io.mcpagent.adapter.persistence.transaction.Session;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks in the order of their ids, which is that of time; a lease that has run out, or was never taken, lies in the past. */
public final class SqlTaskQueue implements TaskQueuePort {
    private static final String INSERT =
            "INSERT INTO tasks (id, kind, subject, token, attempt, node, lease_until) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private static final String DELETE = "DELETE FROM tasks WHERE kind = ? AND id = ? AND token = ?";

    private final Database database;
    private final Duration lease;
    private final String node;
    private final InstantSource clock;

    public SqlTaskQueue(Database database, Duration lease, String node, InstantSource clock) {
        this.database = database;
        this.lease = lease;
        this.node = node;
        this.clock = clock;
    }

    /** Lets every lease of this node run out at once and makes its claim stale: the process that held it is gone. */
    public void voidLeases() {
        database.write(session -> session.update(
                "UPDATE tasks SET lease_until = 0, token = token + 1 WHERE lease_until > 0 AND node = ?", node));
    }

    @Override
    public void enqueue(List<Task> tasks) {
        database.write(session -> {
            tasks.forEach(task -> insert(session, new Claim(task, 0, 0), null, 0));
            return true;
        });
    }

    @Override
    public Claim enqueueClaimed(Task task) {
        var claim = Claim.first(task);
        database.write(session -> {
            insert(session, claim, node, leaseUntil());
            return true;
        });
        return claim;
    }

    @Override
    public Optional<Claim> claim(TaskKind kind) {
        return database.write(session -> session.first(
                """
                UPDATE tasks SET token = token + 1, attempt = attempt + 1, node = ?, lease_until = ?
                WHERE kind = ? AND id = (
                    SELECT id FROM tasks WHERE kind = ? AND lease_until <= ? ORDER BY id LIMIT 1%s)
                RETURNING id, subject, token, attempt
                """.formatted(database.dialect().skippingLocked()),
                row -> claim(kind, row),
                node,
                leaseUntil(),
                name(kind),
                name(kind),
                micros(clock.instant())));
    }

    @Override
    public boolean heartbeat(Claim claim) {
        return database.write(session -> session.update(
                        "UPDATE tasks SET lease_until = ? WHERE kind = ? AND id = ? AND token = ?",
                        leaseUntil(),
                        kind(claim),
                        id(claim),
                        claim.token()))
                > 0;
    }

    @Override
    public void finish(Claim claim) {
        database.write(session -> {
            if (session.update(DELETE, kind(claim), id(claim), claim.token()) == 0)
                throw new Conflict("stale_lease", "Task " + id(claim) + " is not held by this claim any more.");
            return true;
        });
    }

    @Override
    public void cancel(TaskKind kind, List<UUID> subjects) {
        database.write(session -> {
            session.updateAll("DELETE FROM tasks WHERE subject = ? AND kind = ?", subjects, subject ->
                    new Object[] {subject.toString(), name(kind)});
            return true;
        });
    }

    private static void insert(Session session, Claim claim, @Nullable String holder, long leaseUntil) {
        try {
            session.update(
                    INSERT,
                    id(claim),
                    kind(claim),
                    claim.task().subject().toString(),
                    claim.token(),
                    claim.attempt(),
                    holder,
                    leaseUntil);
        } catch (ConstraintViolated e) {
            throw new IllegalArgumentException("task " + id(claim) + " is already queued", e);
        }
    }

    private static Claim claim(TaskKind kind, Row row) throws SQLException {
        var task = new Task(new TaskId(Columns.uuid(row, "id")), kind, Columns.uuid(row, "subject"));
        return new Claim(task, row.getLong("token"), row.getInt("attempt"));
    }

    private static String kind(Claim claim) {
        return name(claim.task().kind());
    }

    private static String id(Claim claim) {
        return claim.task().id().value().toString();
    }

    private long leaseUntil() {
        return micros(clock.instant().plus(lease));
    }
}
