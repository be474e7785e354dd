package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.math.BigDecimal;

/** The parameters of {@code notifications/progress}. */
public final class ProgressJson {
    private ProgressJson() {}

    /**
     * Reads them; a missing number is 0.
     *
     * @throws Malformed when something of it is of another type
     */
    public static Step.Progress read(Json.Obj params) {
        var in = new Members(params, "Progress");
        return new Step.Progress(
                in.findNumber("progress").orElse(BigDecimal.ZERO).doubleValue(),
                in.findNumber("total").map(BigDecimal::doubleValue),
                in.findString("message"));
    }
}
