package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.protocol.Malformed;
import io.mcpagent.adapter.mcp.protocol.RpcError;

/** A request fails with an error of the protocol. */
public final class RpcFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RpcError error;

    public RpcFailure(RpcError error) {
        super(error.message());
        this.error = error;
    }

    public static RpcFailure invalidParams(String message) {
        return new RpcFailure(new RpcError(RpcError.INVALID_PARAMS, message));
    }

    public static RpcFailure unknownMethod(String method) {
        return new RpcFailure(
                new RpcError(RpcError.METHOD_NOT_FOUND, "There is no method %s here.".formatted(Shown.of(method))));
    }

    /** Parameters that are not what they have to be. */
    public static RpcFailure of(Malformed malformed) {
        return new RpcFailure(malformed.answer().error());
    }

    public RpcError error() {
        return error;
    }
}
