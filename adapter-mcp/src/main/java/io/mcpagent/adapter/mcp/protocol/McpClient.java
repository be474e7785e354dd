package io.mcpagent.adapter.mcp.protocol;

import io.mcpagent.domain.json.Json;
import java.util.Map;

/** We as the client of one server, whatever the revision. For use by many threads. */
public interface McpClient extends AutoCloseable {
    ServerInfo server();

    /**
     * Begins a request.
     *
     * @param params to whose {@code _meta} the client adds what is its own
     * @param headers beside those of the protocol, where there are headers
     */
    OpenCall begin(String method, Json.Obj params, Map<String, String> headers);

    boolean isOpen();

    /** Ends what is under way as well. */
    @Override
    void close();
}
