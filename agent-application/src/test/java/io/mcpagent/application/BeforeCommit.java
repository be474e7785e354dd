package io.mcpagent.application;

import io.mcpagent.domain.transaction.PendingCommit;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Does something between the body of each transaction that writes and its commit; what throws there undoes it. */
public final class BeforeCommit implements Interposer {
    private final Runnable step;

    public BeforeCommit(Runnable step) {
        this.step = step;
    }

    @Override
    public <T> T between(Class<T> port, T real) {
        return port == TransactionPort.class ? port.cast(around((TransactionPort) real)) : real;
    }

    private TransactionPort around(TransactionPort real) {
        return new TransactionPort() {
            // On another thread, so that whoever began it goes on meanwhile, but not before it holds the store: what is
            // written from then on comes behind it.
            @Override
            public PendingCommit begin(Runnable body) {
                var holding = new CountDownLatch(1);
                var commit = CompletableFuture.runAsync(
                        () -> write(() -> {
                            holding.countDown();
                            body.run();
                        }),
                        each -> Thread.ofVirtual().start(each));
                await(holding);
                var told = new AtomicReference<>(commit);
                return new PendingCommit(
                        () -> await(told.get()),
                        then -> told.updateAndGet(end -> end.whenComplete((kept, failure) -> {
                            if (failure != null) then.run();
                        })));
            }

            @Override
            public <R> R read(Supplier<R> body) {
                return real.read(body);
            }

            @Override
            public <R> R write(Supplier<R> body) {
                return real.write(() -> {
                    var result = body.get();
                    step.run();
                    return result;
                });
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CompletableFuture<Void> commit) {
        try {
            commit.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
