package io.mcpagent.domain.access;

/** Who asks. The first argument of every use case. */
public record Caller(UserId user) {
    /** The one owner of an installation that has no access control: whoever may read its data directory. */
    public static final Caller LOCAL_OWNER = new Caller(new UserId("local"));
}
