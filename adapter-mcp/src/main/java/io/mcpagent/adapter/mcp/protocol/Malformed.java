package io.mcpagent.adapter.mcp.protocol;

import java.util.Optional;

/** What came is no message. Its text names what is wrong, and nothing of what came. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;
    private final transient Optional<RequestId> id;

    public Malformed(int code, String message, Optional<RequestId> id) {
        super(message);
        this.code = code;
        this.id = id;
    }

    /** What whoever sent it is answered. */
    public Message.Failure answer() {
        return new Message.Failure(id, new RpcError(code, String.valueOf(getMessage())));
    }
}
