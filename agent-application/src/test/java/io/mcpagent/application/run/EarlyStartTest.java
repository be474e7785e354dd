package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.BeforeCommit;
import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run is driven while its start is being committed, and is none when that fails. */
class EarlyStartTest {
    private static final AskRequest QUESTION = new AskRequest("What do bees make?", Set.of());

    private final Semaphore asked = new Semaphore(0);
    private final AtomicInteger calls = new AtomicInteger();
    /** Before the next commit. */
    private final AtomicReference<Optional<Runnable>> next = new AtomicReference<>(Optional.empty());

    private final Platform platform = new Machine()
            .start(
                    ScriptedLlm.answering(request -> {
                        calls.incrementAndGet();
                        asked.release();
                        return "Bees make honey.";
                    }),
                    new BeforeCommit(() -> next.getAndSet(Optional.empty()).ifPresent(Runnable::run)));

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void theModelIsAskedMeanwhile() {
        beforeCommit(asked::acquireUninterruptibly);

        assertThat(platform.chat.ask(ADA, QUESTION).answer())
                .hasValueSatisfying(end -> assertThat(end.answer()).isEqualTo("Bees make honey."));
    }

    @Test
    void whoBeginsItHearsOfItOnceItIsKept() {
        beforeCommit(asked::acquireUninterruptibly);
        var run = platform.chat.begin(ADA, QUESTION).run();

        assertThat(platform.runs.find(ADA, run).id()).isEqualTo(run);
    }

    @Test
    void whatIsNotKeptIsNoRun() {
        beforeCommit(this::failOnceAsked);

        assertThatThrownBy(() -> platform.chat.ask(ADA, QUESTION)).hasMessage("the disk is full");
        assertThat(platform.runs.runs(ADA, Optional.empty(), 1)).isEmpty();
        assertThat(platform.conversations.conversations(ADA, Optional.empty(), 1))
                .isEmpty();
    }

    @Test
    void whileNoStartIsKeptNoModelIsAsked() {
        beforeCommit(this::failOnceAsked);
        assertThatThrownBy(() -> platform.chat.ask(ADA, QUESTION)).hasMessage("the disk is full");
        beforeCommit(EarlyStartTest::fail);
        assertThatThrownBy(() -> platform.chat.ask(ADA, QUESTION)).hasMessage("the disk is full");

        assertThat(calls).hasValue(1);
    }

    @Test
    void afterOneThatIsKeptItIsAskedMeanwhileAgain() {
        beforeCommit(this::failOnceAsked);
        assertThatThrownBy(() -> platform.chat.ask(ADA, QUESTION)).hasMessage("the disk is full");
        platform.chat.ask(ADA, QUESTION);
        asked.drainPermits();
        beforeCommit(asked::acquireUninterruptibly);

        assertThat(platform.chat.ask(ADA, QUESTION).answer()).isPresent();
    }

    private void beforeCommit(Runnable step) {
        next.set(Optional.of(step));
    }

    private void failOnceAsked() {
        asked.acquireUninterruptibly();
        fail();
    }

    private static void fail() {
        throw new IllegalStateException("the disk is full");
    }
}
