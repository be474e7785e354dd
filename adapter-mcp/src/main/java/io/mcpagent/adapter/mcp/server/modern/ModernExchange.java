package io.mcpagent.adapter.mcp.server.modern;

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

/** A request that says all of itself. */
final class ModernExchange implements Exchange {
    private final Caller caller;
    private final RequestMeta meta;
    private final Answers answers;
    private final Notices notices;
    private final Outlet outlet;

    ModernExchange(Caller caller, RequestMeta meta, Answers answers, Outlet outlet) {
        this.caller = caller;
        this.meta = meta;
        this.answers = answers;
        this.notices = new Notices(meta.progress());
        this.outlet = outlet;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public ClientFeatures client() {
        return meta.client();
    }

    @Override
    public Optional<TraceContext> trace() {
        return meta.trace();
    }

    @Override
    public Answers answers() {
        return answers;
    }

    @Override
    public void progress(double done, Optional<Double> total, String message) {
        notices.progress(done, total, message).ifPresent(outlet::send);
    }

    /** To those alone who asked for it with this very request. */
    @Override
    public void log(LogLevel level, String logger, Json data) {
        if (meta.log().filter(least -> level.compareTo(least) >= 0).isPresent())
            outlet.send(Notices.log(level, logger, data));
    }
}
