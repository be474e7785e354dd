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
            public PendingCommit begin(Runnable body) {
                var commit = CompletableFuture.runAsync(
                        () -> write(body), each -> Thread.ofVirtual().start(each));
                return new PendingCommit(() -> await(commit), then -> {
                    var unused = commit.exceptionally(failure -> {
                        then.run();
                        return null;
                    });
                });
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

    private static void await(CompletableFuture<Void> commit) {
        try {
            commit.join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
