package io.mcpagent.domain.tool;

/** What calling a tool does to the world, as far as whoever offers it is trusted to know. */
public enum ToolEffect {
    /** Nothing: it may be called again. */
    READS,
    /** The same with the same idempotency key, however often it is called. */
    REPEATABLE,
    /** Something that calling again would do again. */
    ACTS;

    /** Whether a call whose outcome is not known may be made again. */
    public boolean mayRepeat() {
        return this != ACTS;
    }
}
