package io.mcpagent.domain.task;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of tasks. Safe for use by many threads and nodes: a task has at most one holder whose lease is alive.
 *
 * <p>Within {@code TransactionPort.write} each call is part of that commit.
 */
public interface TaskQueuePort {
    /** Adds tasks that anyone may claim, in the order of their ids. */
    void enqueue(List<Task> tasks);

    /** Adds a task that this node holds from the start, by its {@linkplain Claim#first first claim}. */
    Claim enqueueClaimed(Task task);

    /** Takes the oldest task of a kind that nobody holds, or whose holder's lease ran out. */
    Optional<Claim> claim(TaskKind kind);

    /**
     * Prolongs the lease.
     *
     * @return false when the claim is no longer the task's newest, or the task is gone: stop working
     */
    boolean heartbeat(Claim claim);

    /**
     * Removes the task; its work is done.
     *
     * @throws io.mcpagent.domain.failure.Conflict with code {@code stale_lease} when the claim is not the task's newest
     */
    void finish(Claim claim);

    /** Removes the tasks of a kind on these subjects, held or not; a holder notices at its next call. */
    void cancel(TaskKind kind, List<UUID> subjects);
}
