package io.mcpagent.adapter.mcp.server.dispatch;

import io.mcpagent.adapter.mcp.protocol.RequestId;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** The requests of one client that are being answered, each by a thread, so that they can be cancelled. */
public final class InFlight {
    private final Map<RequestId, Thread> threads = new HashMap<>();

    /**
     * Answers one, on the calling thread.
     *
     * @throws RpcFailure when the client is using the id for another
     * @throws CancellationException when it was cancelled meanwhile, whatever came of it
     */
    public <T> T during(RequestId id, Supplier<T> answer) {
        begin(id);
        T answered;
        try {
            answered = answer.get();
        } catch (RuntimeException | Error failure) {
            if (end(id)) throw cancelled();
            throw failure;
        }
        if (end(id)) throw cancelled();
        return answered;
    }

    private static CancellationException cancelled() {
        return new CancellationException("the request was cancelled");
    }

    /** Whatever is not known, or over, is left alone. */
    public synchronized void cancel(RequestId id) {
        var thread = threads.remove(id);
        if (thread != null) thread.interrupt();
    }

    /** Cancels all. */
    public synchronized void clear() {
        threads.values().forEach(Thread::interrupt);
        threads.clear();
    }

    public synchronized boolean isEmpty() {
        return threads.isEmpty();
    }

    private synchronized void begin(RequestId id) {
        if (threads.putIfAbsent(id, Thread.currentThread()) != null)
            throw new RpcFailure(
                    new RpcError(RpcError.INVALID_REQUEST, "A request of this id is under way; each has its own."));
    }

    /** Whether it was cancelled; then the interrupt has done its work. */
    private synchronized boolean end(RequestId id) {
        if (threads.remove(id, Thread.currentThread())) return false;
        Thread.interrupted();
        return true;
    }
}
