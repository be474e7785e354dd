package io.mcpagent.adapter.rest;

import io.mcpagent.domain.access.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;

/** Whoever answers what comes to {@code /mcp}, once it is known who asks and that no strange web page does. */
public interface McpHandler {
    /** Answers one request, on the calling thread, however long that takes. */
    void serve(Caller caller, HttpServletRequest request, HttpServletResponse response);

    /** The issuers of whose tokens some are taken; none where callers have keys and tokens of this server alone. */
    List<URI> issuers();

    /** What a token of theirs has to be asked for. */
    List<String> scopes();

    /** Ends the streams that are open, as the server stops. */
    void end();
}
