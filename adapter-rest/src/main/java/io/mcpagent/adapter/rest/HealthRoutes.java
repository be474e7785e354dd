package io.mcpagent.adapter.rest;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.domain.json.Json;
import java.util.function.BooleanSupplier;

/** What a supervisor asks: whether the process is there, and whether it takes work. */
final class HealthRoutes {
    private final BooleanSupplier isStopping;

    HealthRoutes(BooleanSupplier isStopping) {
        this.isStopping = isStopping;
    }

    void live(Context context) {
        Answers.ok(context, Json.object().with("status", Json.of("live")));
    }

    void ready(Context context) {
        if (isStopping.getAsBoolean()) throw Problems.stopping();
        Answers.ok(context, Json.object().with("status", Json.of("ready")));
    }
}
