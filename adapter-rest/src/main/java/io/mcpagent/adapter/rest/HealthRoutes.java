package io.mcpagent.adapter.rest;

import io.javalin.http.Context;
import io.mcpagent.adapter.rest.json.Answers;
import io.mcpagent.adapter.rest.openapi.Operation;
import io.mcpagent.adapter.rest.openapi.Schema;
import io.mcpagent.adapter.rest.openapi.Section;
import io.mcpagent.domain.json.Json;
import java.util.function.BooleanSupplier;

/** What a supervisor asks: whether the process is there, and whether it takes work. */
final class HealthRoutes {
    private final BooleanSupplier isStopping;

    HealthRoutes(BooleanSupplier isStopping) {
        this.isStopping = isStopping;
    }

    Section section() {
        return new Section(
                "health",
                "What a supervisor asks.",
                Operation.probe("/health/live", "isLive", "Whether the process is there.", this::live)
                        .answers(200, Schema.object().with("status", Schema.words("live"))),
                Operation.probe("/health/ready", "isReady", "Whether it takes work.", this::ready)
                        .answers(200, Schema.object().with("status", Schema.words("ready"))));
    }

    private void live(Context context) {
        Answers.ok(context, Json.object().with("status", Json.of("live")));
    }

    private void ready(Context context) {
        if (isStopping.getAsBoolean()) throw Problems.stopping();
        Answers.ok(context, Json.object().with("status", Json.of("ready")));
    }
}
