package io.mcpagent.adapter.mcp.server.stdio;

import io.mcpagent.adapter.mcp.protocol.Message;
import io.mcpagent.adapter.mcp.protocol.RpcError;
import io.mcpagent.adapter.mcp.server.dispatch.Outlet;
import io.mcpagent.adapter.mcp.server.dispatch.RpcFailure;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one client that are under way, each on a thread of its own. */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final int MOST = 64;
    /** How long what is under way has when the client said its last word. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Outlet outlet;
    private final Semaphore turns = new Semaphore(MOST);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mcp-call-", 0).factory());

    /** @param outlet where answers go */
    Calls(Outlet outlet) {
        this.outlet = outlet;
    }

    /**
     * Has a request answered, unless too many are.
     *
     * @param answer may fail with an {@link RpcFailure}, and with a {@link CancellationException} where nobody waits for it
     * @throws java.util.concurrent.RejectedExecutionException after the end
     */
    void begin(Message.Request request, Supplier<? extends Message> answer) {
        if (!turns.tryAcquire()) {
            fail(request, "Too many requests are under way; end some first.");
            return;
        }
        threads.execute(() -> {
            try {
                answer(request, answer);
            } finally {
                turns.release();
            }
        });
    }

    /** The same on the calling thread. */
    void answer(Message.Request request, Supplier<? extends Message> answer) {
        try {
            outlet.send(answer.get());
        } catch (RpcFailure failure) {
            outlet.send(new Message.Failure(request.id(), failure.error()));
        } catch (CancellationException cancelled) {
            LOG.debug("A request was cancelled", cancelled);
        } catch (RuntimeException unexpected) {
            LOG.error("A request failed", unexpected);
            fail(request, "Something unexpected happened here.");
        }
    }

    private void fail(Message.Request request, String message) {
        outlet.send(new Message.Failure(request.id(), new RpcError(RpcError.INTERNAL_ERROR, message)));
    }

    /** Begins none any more; what is under way has a moment left, and is interrupted then. */
    void end() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS)) threads.shutdownNow();
        } catch (InterruptedException stopping) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
