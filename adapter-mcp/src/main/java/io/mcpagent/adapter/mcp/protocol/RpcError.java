package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Optional;

/** Why a request failed (JSON-RPC 2.0, 5.1). The message is for people, and untrusted where it came from a server. */
public record RpcError(int code, String message, Optional<Json> data) {
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    /** Of the revisions up to 2025-11-25. */
    public static final int RESOURCE_NOT_FOUND = -32002;

    /** From 2025-11-25 on: an address has to be opened by a person first. */
    public static final int URL_ELICITATION_REQUIRED = -32042;
    /** From 2026-07-28 on, as the next two. */
    public static final int HEADER_MISMATCH = -32020;

    public static final int MISSING_CLIENT_CAPABILITY = -32021;
    public static final int UNSUPPORTED_VERSION = -32022;

    public RpcError(int code, String message) {
        this(code, message, Optional.empty());
    }
}
