package io.mcpagent.adapter.mcp.server.legacy;

import io.mcpagent.adapter.mcp.server.dispatch.Notices;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.offer.Answers;
import io.mcpagent.adapter.mcp.server.offer.ClientFeatures;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.LogLevel;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.telemetry.TraceContext;
import java.util.Optional;

/** A round of a request within a session. */
record LegacyExchange(
        Caller caller,
        LegacySession session,
        Optional<TraceContext> trace,
        Answers answers,
        Notices notices,
        Outlet outlet)
        implements Exchange {
    @Override
    public ClientFeatures client() {
        return session.hello().client();
    }

    @Override
    public void progress(double done, Optional<Double> total, String message) {
        notices.progress(done, total, message).ifPresent(outlet::send);
    }

    @Override
    public void log(LogLevel level, String logger, Json data) {
        if (level.compareTo(session.logLevel()) >= 0) outlet.send(Notices.log(level, logger, data));
    }
}
