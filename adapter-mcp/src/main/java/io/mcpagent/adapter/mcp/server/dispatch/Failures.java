package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.failure.Conflict;
import io.mcpagent.domain.failure.Forbidden;
import io.mcpagent.domain.failure.InvalidRequest;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.failure.NotFound;
import io.mcpagent.domain.failure.Unauthenticated;
import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** What a use case can't do, in the protocol's words. */
public final class Failures {
    private Failures() {}

    public static RpcError error(AgentFailure failure) {
        var code = switch (failure) {
            case InvalidRequest wrong -> RpcError.INVALID_PARAMS;
            case NotFound none -> RpcError.INVALID_PARAMS;
            case Forbidden refused -> RpcError.INVALID_PARAMS;
            case Conflict conflict -> RpcError.INVALID_PARAMS;
            case Unauthenticated unknown -> RpcError.INTERNAL_ERROR;
            case LimitExceeded limit -> RpcError.INTERNAL_ERROR;
            case UpstreamFailure upstream -> RpcError.INTERNAL_ERROR;
        };
        return new RpcError(
                code, failure.getMessage(), Optional.of(Json.object().with("code", Json.of(failure.code()))));
    }

    static String forModels(AgentFailure failure) {
        return "%s (%s)".formatted(failure.getMessage(), failure.code());
    }
}
