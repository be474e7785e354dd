package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Interposer;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.transaction.TransactionPort;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run is driven while its start is being committed, and is none when that fails. */
class EarlyStartTest {
    private static final AskRequest QUESTION = new AskRequest("What do bees make?", Set.of());

    private final Semaphore asked = new Semaphore(0);
    private final AtomicInteger calls = new AtomicInteger();
    private final Commits commits = new Commits();
    private final Platform platform = new Machine()
            .start(
                    ScriptedLlm.answering(request -> {
                        calls.incrementAndGet();
                        asked.release();
                        return "Bees make honey.";
                    }),
                    commits);

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void theModelIsAskedMeanwhile() {
        commits.next(asked::acquireUninterruptibly);

        assertThat(platform.chat.await(ADA, QUESTION).answer())
                .hasValueSatisfying(end -> assertThat(end.answer()).isEqualTo("Bees make honey."));
    }

    @Test
    void whoBeginsItHearsOfItOnceItIsKept() {
        commits.next(asked::acquireUninterruptibly);
        var run = platform.chat.begin(ADA, QUESTION).run();

        assertThat(platform.runs.find(ADA, run).id()).isEqualTo(run);
    }

    @Test
    void whatIsNotKeptIsNoRun() {
        commits.next(this::failOnceAsked);

        assertThatThrownBy(() -> platform.chat.await(ADA, QUESTION)).hasMessage("the disk is full");
        assertThat(platform.runs.runs(ADA, Optional.empty(), 1)).isEmpty();
        assertThat(platform.conversations.conversations(ADA, Optional.empty(), 1))
                .isEmpty();
    }

    @Test
    void whileNoStartIsKeptNoModelIsAsked() {
        commits.next(this::failOnceAsked);
        assertThatThrownBy(() -> platform.chat.await(ADA, QUESTION)).hasMessage("the disk is full");
        commits.next(EarlyStartTest::fail);
        assertThatThrownBy(() -> platform.chat.await(ADA, QUESTION)).hasMessage("the disk is full");

        assertThat(calls).hasValue(1);
    }

    @Test
    void afterOneThatIsKeptItIsAskedMeanwhileAgain() {
        commits.next(this::failOnceAsked);
        assertThatThrownBy(() -> platform.chat.await(ADA, QUESTION)).hasMessage("the disk is full");
        platform.chat.await(ADA, QUESTION);
        asked.drainPermits();
        commits.next(asked::acquireUninterruptibly);

        assertThat(platform.chat.await(ADA, QUESTION).answer()).isPresent();
    }

    private void failOnceAsked() {
        asked.acquireUninterruptibly();
        fail();
    }

    private static void fail() {
        throw new IllegalStateException("the disk is full");
    }

    /** What happens between the body of the next transaction and its commit. */
    private static final class Commits implements Interposer {
        private final AtomicReference<Optional<Runnable>> next = new AtomicReference<>(Optional.empty());

        void next(Runnable before) {
            next.set(Optional.of(before));
        }

        @Override
        public <T> T between(Class<T> port, T real) {
            return port == TransactionPort.class ? port.cast(around((TransactionPort) real)) : real;
        }

        private TransactionPort around(TransactionPort real) {
            return new TransactionPort() {
                @Override
                public boolean isInOrder() {
                    return real.isInOrder();
                }

                @Override
                public <R> R read(Supplier<R> body) {
                    return real.read(body);
                }

                @Override
                public <R> R write(Supplier<R> body) {
                    return real.write(() -> {
                        var result = body.get();
                        next.getAndSet(Optional.empty()).ifPresent(Runnable::run);
                        return result;
                    });
                }
            };
        }
    }
}
