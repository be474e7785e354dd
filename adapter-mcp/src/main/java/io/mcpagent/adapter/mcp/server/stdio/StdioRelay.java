package io.mcpagent.adapter.mcp.server.stdio;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.InFlight;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import io.mcpagent.adapter.mcp.server.dispatch.Shown;
import io.mcpagent.adapter.mcp.server.legacy.Hello;
import io.mcpagent.adapter.mcp.server.modern.ModernEra;
import io.mcpagent.adapter.mcp.server.modern.RequestMeta;
import io.mcpagent.adapter.mcp.transport.WireFailure;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what a client says over standard streams to a server over HTTP, and back. A server that is started anew, and knows
 * neither the session nor the key any more, is looked for again and greeted as the client did; what it had not begun with is
 * asked once more, and nothing else.
 */
public final class StdioRelay {
    private static final Logger LOG = LoggerFactory.getLogger(StdioRelay.class);
    private static final int UNAUTHORIZED = 401;

    private final Supplier<Optional<RelayTarget>> targets;
    private final Call.Factory http;
    private final int mostBytes;
    private final Outlet outlet;
    private final Calls calls;
    private final InFlight inFlight = new InFlight();
    /** What would go on for ever. */
    private final InFlight listening = new InFlight();

    private Optional<RelayedServer> server = Optional.empty();
    private Optional<Message.Request> hello = Optional.empty();

    /**
     * A relay for one client.
     *
     * @param targets where the server is now; asked again when it is not there, or does not know the client
     * @param mostBytes of a message of the client
     */
    public StdioRelay(Supplier<Optional<RelayTarget>> targets, Call.Factory http, int mostBytes, OutputStream out) {
        this.targets = targets;
        this.http = http;
        this.mostBytes = mostBytes;
        this.outlet = new LineOutlet(out);
        this.calls = new Calls(outlet);
    }

    /**
     * Passes on what comes until there is no more, or the calling thread is interrupted; then what is under way has a moment
     * left.
     */
    public void serve(InputStream in) {
        new LineInput(mostBytes, outlet, this::take).takeAll(in);
        listening.clear();
        calls.end();
        inFlight.clear();
        forget();
    }

    private void take(Message message) {
        switch (message) {
            case Message.Request request -> begin(request);
            case Message.Notification told -> told(told);
            case Message answer -> tell(answer);
        }
    }

    private void begin(Message.Request request) {
        // Alone, as what comes next may belong into the session.
        if (request.method().equals(Hello.METHOD) && !RequestMeta.isIn(request.params()))
            calls.answer(request, () -> greeted(request));
        else {
            var among = ModernEra.isListening(request) ? listening : inFlight;
            calls.begin(request, () -> among.during(request.id(), () -> answered(request)));
        }
    }

    /** Of the newer revision a client cancels by closing the stream of the request, which its thread does. */
    private void told(Message.Notification told) {
        tell(told);
        if (told.method().equals("notifications/cancelled"))
            RequestId.in(told.params().get("requestId")).ifPresent(id -> {
                inFlight.cancel(id);
                listening.cancel(id);
            });
    }

    private void tell(Message message) {
        try {
            inSession().ifPresent(current -> current.tell(message));
        } catch (WireFailure notTold) {
            LOG.debug("The server was not told something", notTold);
        }
    }

    private synchronized Optional<RelayedServer> inSession() {
        return server.filter(current -> hello.isPresent());
    }

    private synchronized Message greeted(Message.Request request) {
        forget();
        hello = Optional.of(request);
        try {
            return current().greet(request);
        } catch (WireFailure failure) {
            return failed(request, failure);
        }
    }

    private Message answered(Message.Request request) {
        try {
            return answeredBy(usable(), request);
        } catch (WireFailure failure) {
            return failed(request, failure);
        }
    }

    private Message answeredBy(RelayedServer asked, Message.Request request) {
        try {
            return asked.answer(request);
        } catch (WireFailure failure) {
            if (!isAnother(failure, asked)) throw failure;
            return instead(asked).answer(request);
        }
    }

    /** Not one that forgot the session when it was told something. */
    private RelayedServer usable() {
        var known = current();
        return known.isForgetful() ? instead(known) : known;
    }

    /** Whether a server that did not begin with a request is not the one that is meant any more. */
    private boolean isAnother(WireFailure failure, RelayedServer asked) {
        return switch (failure.kind()) {
            case FORGOTTEN -> true;
            case UNREACHABLE -> isElsewhere(asked);
            case REFUSED -> failure.status() == UNAUTHORIZED && isElsewhere(asked);
            case BROKEN, SILENT, GARBLED -> false;
        };
    }

    private boolean isElsewhere(RelayedServer asked) {
        return target().filter(now -> !now.equals(asked.target())).isPresent();
    }

    private synchronized RelayedServer current() {
        if (server.isEmpty()) server = Optional.of(found());
        return server.get();
    }

    /** The one that is there now, greeted as the client did. */
    private synchronized RelayedServer instead(RelayedServer gone) {
        if (server.isPresent() && !server.get().equals(gone)) return server.get();
        forget();
        var found = current();
        if (hello.isPresent() && found.greet(hello.get()) instanceof Message.Result)
            found.tell(new Message.Notification("notifications/initialized", Json.object()));
        return found;
    }

    private RelayedServer found() {
        return target().map(target -> new RelayedServer(target, http, outlet))
                .orElseThrow(() -> new RpcFailure(new RpcError(
                        RpcError.INTERNAL_ERROR,
                        "The server that held the data directory is gone. Start it again: mcp-agent serve.")));
    }

    private Optional<RelayTarget> target() {
        try {
            return targets.get();
        } catch (AgentFailure failure) {
            throw new RpcFailure(new RpcError(RpcError.INTERNAL_ERROR, String.valueOf(failure.getMessage())));
        }
    }

    private synchronized void forget() {
        server.ifPresent(RelayedServer::close);
        server = Optional.empty();
    }

    private Message failed(Message.Request request, WireFailure failure) {
        LOG.debug("{} was not answered", Shown.of(request.method()), failure);
        return new Message.Failure(
                request.id(), failure.answer().map(Message.Failure::error).orElseGet(() -> error(failure)));
    }

    private static RpcError error(WireFailure failure) {
        var what = failure.kind() == WireFailure.Kind.REFUSED && failure.status() == UNAUTHORIZED
                ? "The server wants an API key that it knows; give one with --api-key or in MCP_AGENT_API_KEY."
                : failure.text();
        return new RpcError(RpcError.INTERNAL_ERROR, what);
    }
}
