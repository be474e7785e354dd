package io.mcpagent.domain.task;

/**
 * The right to work on a task until the lease runs out.
 *
 * @param token fencing token: grows with each claim of the task, so a late writer can be told from the holder
 * @param attempt 1 for the first claim of the task
 * @see <a href="https://doi.org/10.1145/74850.74870">Gray and Cheriton, Leases (SOSP 1989)</a>
 */
public record Claim(Task task, long token, int attempt) {
    /** The first of a task. */
    public static Claim first(Task task) {
        return new Claim(task, 1, 1);
    }
}
