package io.mcpagent.testkit.task;

import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.task.Claim;
import io.mcpagent.domain.task.Task;
import io.mcpagent.domain.task.TaskId;
import io.mcpagent.domain.task.TaskKind;
import io.mcpagent.domain.task.TaskQueuePort;
import io.mcpagent.testkit.transaction.InMemoryStore;
import io.mcpagent.testkit.transaction.InMemoryStore.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A task queue over an {@link InMemoryStore}, whose clock lets leases run out. */
public final class InMemoryTaskQueue implements TaskQueuePort {
    private static final Table<TaskId, Row> TASKS = new Table<>("tasks");
    private static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    private final InMemoryStore store;
    private final Duration lease;

    public InMemoryTaskQueue(InMemoryStore store) {
        this(store, DEFAULT_LEASE);
    }

    public InMemoryTaskQueue(InMemoryStore store, Duration lease) {
        this.store = store;
        this.lease = lease;
    }

    @Override
    public void enqueue(List<Task> tasks) {
        store.write(() -> {
            tasks.forEach(task -> add(new Row(task, 0, 0, Instant.MIN)));
            return true;
        });
    }

    @Override
    public Claim enqueueClaimed(Task task) {
        return store.write(() -> {
            var row = new Row(task, 0, 0, Instant.MIN).claimed(leaseEnd());
            add(row);
            return row.claim();
        });
    }

    @Override
    public Optional<Claim> claim(TaskKind kind) {
        return store.write(() -> {
            var now = store.clock().instant();
            var free = store.rows(TASKS).values().stream()
                    .filter(row -> row.task.kind() == kind && !row.leaseUntil.isAfter(now))
                    .findFirst();
            return free.map(row -> {
                var claimed = row.claimed(leaseEnd());
                store.changing(TASKS).put(row.task.id(), claimed);
                return claimed.claim();
            });
        });
    }

    @Override
    public boolean heartbeat(Claim claim) {
        return store.write(() -> {
            if (!holds(claim)) return false;
            store.changing(TASKS).computeIfPresent(claim.task().id(), (id, row) -> row.prolonged(leaseEnd()));
            return true;
        });
    }

    @Override
    public void finish(Claim claim) {
        store.write(() -> {
            if (!holds(claim))
                throw new Conflict(
                        "stale_lease", "Task " + claim.task().id().value() + " is not held by this claim any more.");
            return store.changing(TASKS).remove(claim.task().id());
        });
    }

    @Override
    public void cancel(TaskKind kind, List<UUID> subjects) {
        store.write(() -> store.changing(TASKS)
                .values()
                .removeIf(row -> row.task.kind() == kind && subjects.contains(row.task.subject())));
    }

    /** Whether a claim is its task's newest, as the run log asks before it grows. */
    public boolean holds(Claim claim) {
        return Optional.ofNullable(store.rows(TASKS).get(claim.task().id()))
                .filter(row -> row.token == claim.token() && row.task.equals(claim.task()))
                .isPresent();
    }

    private void add(Row row) {
        if (store.changing(TASKS).putIfAbsent(row.task.id(), row) != null)
            throw new IllegalArgumentException("task " + row.task.id().value() + " is already queued");
    }

    private Instant leaseEnd() {
        return store.clock().instant().plus(lease);
    }

    private record Row(Task task, long token, int attempt, Instant leaseUntil) {
        Row claimed(Instant until) {
            return new Row(task, token + 1, attempt + 1, until);
        }

        Row prolonged(Instant until) {
            return new Row(task, token, attempt, until);
        }

        Claim claim() {
            return new Claim(task, token, attempt);
        }
    }
}
