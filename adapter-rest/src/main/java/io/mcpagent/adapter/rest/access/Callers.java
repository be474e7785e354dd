package io.mcpagent.adapter.rest.access;

import io.javalin.http.Context;
import io.mcpagent.domain.access.Caller;

/** On whose behalf a request is made. */
public final class Callers {
    private Callers() {}

    /** The one owner of the installation: whoever reaches this machine's loopback. */
    public static Caller of(Context context) {
        return Caller.LOCAL_OWNER;
    }
}
