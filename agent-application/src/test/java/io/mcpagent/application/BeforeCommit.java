package io.mcpagent.application;

import io.mcpagent.domain.transaction.PendingCommit;
import io.mcpagent.domain.transaction.TransactionPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
            // On another thread, so that whoever began it goes on meanwhile.
            @Override
            public <R> PendingCommit<R> begin(Supplier<R> body) {
                var ran = new CompletableFuture<R>();
                var commit = new CompletableFuture<R>();
                Thread.ofVirtual().start(() -> {
                    try {
                        commit.complete(write(() -> {
                            var result = body.get();
                            ran.complete(result);
                            return result;
                        }));
                    } catch (RuntimeException e) {
                        commit.completeExceptionally(e);
                        ran.completeExceptionally(e);
                    }
                });
                return pending(ended(ran), commit);
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

    private static <R> PendingCommit<R> pending(R result, CompletableFuture<R> commit) {
        return new PendingCommit<>(result, () -> ended(commit), then -> {
            var unused = commit.whenComplete((kept, failure) -> {
                if (failure != null) then.run();
            });
        });
    }

    private static <R> R ended(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
