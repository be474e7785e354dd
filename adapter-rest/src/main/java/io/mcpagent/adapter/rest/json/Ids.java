package io.mcpagent.adapter.rest.json;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.failure.Refusal;
import java.util.UUID;

/** Ids in paths. */
public final class Ids {
    private Ids() {}

    /** What is no id is not there. */
    public static UUID of(Context context, String what) {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException none) {
            throw Refusal.of(404, what + "_not_found", "What stands in the path is no id of a " + what + ".");
        }
    }
}
