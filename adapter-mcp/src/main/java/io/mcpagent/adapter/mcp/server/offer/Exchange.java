package io.mcpagent.adapter.mcp.server.offer;

import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.telemetry.TraceContext;
import java.util.Optional;

/** One request of a client, as whoever answers it sees it. What is told goes to the client while it waits, or nowhere. */
public interface Exchange {
    Caller caller();

    ClientFeatures client();

    /** The trace that the request belongs to. */
    Optional<TraceContext> trace();

    /** What was answered to what was asked in earlier rounds of this request. */
    Answers answers();

    /** How far it is; what does not grow is not sent. */
    void progress(double done, Optional<Double> total, String message);

    /** A line of a log, for clients that asked for logs of that level. */
    void log(LogLevel level, String logger, Json data);
}
