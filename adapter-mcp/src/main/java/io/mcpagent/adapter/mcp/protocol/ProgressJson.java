package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** The parameters of {@code notifications/progress}. */
public final class ProgressJson {
    private ProgressJson() {}

    /** @throws Malformed when it has no number */
    public static Step.Progress read(Json.Obj params) {
        var in = new Members(params, "Progress");
        if (!(params.members().get("progress") instanceof Json.Num(var progress)))
            throw new Malformed(RpcError.INVALID_PARAMS, "Progress has no number.", Optional.empty());
        return new Step.Progress(
                progress.doubleValue(),
                params.get("total").map(total -> total instanceof Json.Num(var value) ? value.doubleValue() : 0),
                in.findString("message"));
    }
}
