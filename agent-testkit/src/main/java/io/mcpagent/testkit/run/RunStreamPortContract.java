package io.mcpagent.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.IdSource;
import io.mcpagent.domain.run.RunId;
import io.mcpagent.domain.run.RunStreamPort;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every live stream must do. */
public interface RunStreamPortContract {
    Duration LONG = Duration.ofSeconds(20);
    Duration NO_TIME = Duration.ZERO;

    RunStreamPort stream();

    IdSource ids();

    @Test
    default void handsOutWhatFollowsAnOffset() throws Exception {
        var run = aRun();
        var tail = stream().listen(run);
        stream().publish(run, 4, "Bees make ");
        assertThat(stream().next(tail, 4, 0, NO_TIME)).isEqualTo("Bees make ");
        stream().publish(run, 4, "honey");
        stream().publish(run, 4, ".");
        assertThat(stream().next(tail, 4, 10, NO_TIME)).isEqualTo("honey.");
        assertThat(stream().next(tail, 4, 16, NO_TIME)).isEmpty();
    }

    @Test
    default void countsCodePoints() throws Exception {
        var run = aRun();
        var tail = stream().listen(run);
        stream().publish(run, 1, "\uD83D\uDC1D\uD83D\uDC1D buzz");
        assertThat(stream().next(tail, 1, 1, NO_TIME)).isEqualTo("\uD83D\uDC1D buzz");
        stream().publish(run, 1, "\uD83D\uDC1D");
        assertThat(stream().next(tail, 1, 7, NO_TIME)).isEqualTo("\uD83D\uDC1D");
    }

    @Test
    default void whoComesLateHearsACallFromItsBeginning() throws Exception {
        var run = aRun();
        stream().publish(run, 4, "Bees make ");
        stream().publish(run, 4, "honey.");
        var tail = stream().listen(run);
        assertThat(stream().next(tail, 4, 0, NO_TIME)).isEqualTo("Bees make honey.");
        assertThat(stream().next(tail, 4, 0, NO_TIME)).as("asked for again").isEqualTo("Bees make honey.");
    }

    @Test
    default void aCallDoesNotMixWithAnotherNorARunWithAnother() throws Exception {
        var run = aRun();
        var other = aRun();
        var tail = stream().listen(run);
        stream().publish(other, 4, "elsewhere");
        assertThat(stream().next(tail, 4, 0, NO_TIME)).isEmpty();
        stream().publish(run, 4, "first");
        stream().publish(run, 9, "second");
        assertThat(stream().next(tail, 9, 0, NO_TIME)).isEqualTo("second");
    }

    @Test
    default void whatIsInTheLogIsNotHandedOutAnyMore() throws Exception {
        var run = aRun();
        var tail = stream().listen(run);
        stream().publish(run, 4, "Bees make honey.");
        stream().appended(run, 5);
        assertThat(stream().next(tail, 4, 0, NO_TIME)).as("word of the growth").isEmpty();
        assertThat(stream().next(tail, 4, 0, NO_TIME)).isEmpty();
    }

    @Test
    default void wakesWhoWaits() throws Exception {
        var run = aRun();
        var tail = stream().listen(run);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var text = threads.submit(() -> stream().next(tail, 4, 0, LONG));
            stream().publish(run, 4, "Bees");
            assertThat(text.get()).isEqualTo("Bees");

            var growth = threads.submit(() -> stream().next(tail, 4, 4, LONG));
            stream().appended(run, 5);
            assertThat(growth.get()).isEmpty();
        }
    }

    @Test
    default void growthThatCameBeforeTheWaitEndsItAtOnce() throws Exception {
        var run = aRun();
        var tail = stream().listen(run);
        stream().appended(run, 5);
        assertThat(stream().next(tail, 5, 0, LONG)).isEmpty();
    }

    @Test
    default void anInterruptEndsTheWait() {
        var run = aRun();
        var tail = stream().listen(run);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> stream().next(tail, 4, 0, LONG)).isInstanceOf(InterruptedException.class);
    }

    @Test
    default void aReaderThatNeverReadsHoldsNobodyUp() throws Exception {
        var run = aRun();
        var idle = stream().listen(run);
        var tail = stream().listen(run);
        for (var i = 0; i < 10_000; i++) stream().publish(run, 2, "0123456789");
        assertThat(stream().next(tail, 2, 0, NO_TIME)).hasSize(100_000);
        assertThat(stream().next(idle, 2, 99_990, NO_TIME)).isEqualTo("0123456789");
    }

    private RunId aRun() {
        return new RunId(ids().next());
    }
}
