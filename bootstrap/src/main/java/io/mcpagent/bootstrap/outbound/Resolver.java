package io.mcpagent.bootstrap.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Resolves names within a time. The system's resolver knows no limit and no interrupt, and holds a carrier of virtual
 * threads; so it is asked on platform threads that are left to it.
 */
final class Resolver implements AutoCloseable {
    static final Dns NONE = name -> {
        throw new RefusedAddress(name + " was not checked");
    };

    private static final int MOST_AT_ONCE = 64;

    private final Dns names;
    private final Duration patience;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("outbound-names-", 0).factory());

    Resolver(Dns names, Duration patience) {
        this.names = names;
        this.patience = patience;
    }

    List<InetAddress> lookup(String name) throws UnknownHostException {
        try {
            return threads.submit(() -> names.lookup(name)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw caused(new UnknownHostException(name + ": interrupted"), e);
        } catch (TimeoutException | RejectedExecutionException e) {
            throw caused(new SlowName(name), e);
        } catch (ExecutionException e) {
            throw caused(new RefusedAddress(name + " is not known"), e);
        }
    }

    private static UnknownHostException caused(UnknownHostException failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** The resolver did not answer in time, or has too many questions already. */
    static final class SlowName extends UnknownHostException {
        private static final long serialVersionUID = 1;

        SlowName(String name) {
            super(name + " was not resolved in time");
        }
    }
}
