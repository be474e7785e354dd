package io.mcpagent.adapter.mcp.server.stdio;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.server.dispatch.InFlight;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.legacy.Hello;
import io.mcpagent.adapter.mcp.server.legacy.LegacySession;
import io.mcpagent.adapter.mcp.server.modern.ModernEra;
import io.mcpagent.adapter.mcp.server.modern.RequestMeta;
import io.mcpagent.adapter.mcp.server.offer.Offer;
import io.mcpagent.domain.access.Caller;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/** One client, which started this process and talks to it over its standard streams. */
public final class StdioServer {
    private final Offer offer;
    private final ModernEra era;
    private final Caller caller;
    private final Limits limits;
    private final Outlet outlet;
    private final Calls calls;
    private final InFlight inFlight = new InFlight();
    private volatile Optional<LegacySession> session = Optional.empty();

    /**
     * What a client may do.
     *
     * @param mostBytes of a message
     * @param patience how long it may take to answer what it is asked
     */
    public record Limits(int mostBytes, Duration patience) {}

    public StdioServer(Offer offer, ModernEra era, Caller caller, Limits limits, OutputStream out) {
        this.offer = offer;
        this.era = era;
        this.caller = caller;
        this.limits = limits;
        this.outlet = new LineOutlet(out);
        this.calls = new Calls(outlet);
    }

    /**
     * Answers what comes until there is no more, or the calling thread is interrupted; then what is under way has a moment
     * left.
     */
    public void serve(InputStream in) {
        new LineInput(limits.mostBytes, outlet, this::take).takeAll(in);
        era.close();
        calls.end();
        session.ifPresent(LegacySession::close);
        inFlight.clear();
    }

    private void take(Message message) {
        switch (message) {
            case Message.Request request -> begin(request);
            case Message.Notification told -> told(told);
            case Message other -> session.ifPresent(talk -> talk.take(other));
        }
    }

    private void told(Message.Notification told) {
        session.ifPresent(talk -> talk.take(told));
        if (told.method().equals("notifications/cancelled"))
            RequestId.in(told.params().get("requestId")).ifPresent(inFlight::cancel);
    }

    private void begin(Message.Request request) {
        if (request.method().equals(Hello.METHOD) && !RequestMeta.isIn(request.params())) {
            greet(request);
            return;
        }
        var talk = session.filter(known -> !RequestMeta.isIn(request.params()));
        calls.begin(request, () -> talk.isPresent() ? talk.get().answer(caller, request, outlet) : modern(request));
    }

    private void greet(Message.Request request) {
        try {
            var begun = new LegacySession(offer, caller, Hello.read(request), outlet, limits.patience);
            session.ifPresent(LegacySession::close);
            session = Optional.of(begun);
            outlet.send(begun.greeting(request.id()));
        } catch (RpcFailure wrong) {
            outlet.send(new Message.Failure(request.id(), wrong.error()));
        }
    }

    private Message modern(Message.Request request) {
        var meta = RequestMeta.read(request.params());
        meta.requireSupported();
        return inFlight.during(request.id(), () -> era.answer(caller, request, meta, outlet));
    }
}
