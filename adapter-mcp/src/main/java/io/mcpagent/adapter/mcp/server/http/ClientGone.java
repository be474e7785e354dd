package io.mcpagent.adapter.mcp.server.http;

import java.io.IOException;

/** The client is not there any more. */
final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClientGone(IOException cause) {
        super(cause);
    }
}
