package io.mcpagent.application.tool;

/**
 * How tools are put before models.
 *
 * @param offered how many at once; of more, a run is offered those that its question needs
 */
public record ToolSettings(int offered) {
    /** At least this many can be told apart by a ranking. */
    public static final int FEWEST = 5;

    /** Providers take 128 at most, and the tools of the run itself come on top. */
    public static final int MOST = 100;

    public static final ToolSettings DEFAULT = new ToolSettings(25);

    public ToolSettings {
        if (offered < FEWEST || offered > MOST)
            throw new IllegalArgumentException(
                    "the tools that are offered at once are from %d to %d: %d".formatted(FEWEST, MOST, offered));
    }
}
