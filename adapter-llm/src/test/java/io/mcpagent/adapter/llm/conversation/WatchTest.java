package io.mcpagent.adapter.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Long before it would look by itself, which it does once a minute. */
class WatchTest {
    private final Watch watch = Watch.start();

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void endsACallThatIsDue() throws Exception {
        var call = new Call(Duration.ofMillis(20));
        watch.add(call);
        watch.hurry(call);

        assertThat(call.ends()).isTrue();
    }

    @Test
    void endsACallThatIsDueEarlierThanItWas() throws Exception {
        var first = new Call(Duration.ofHours(1));
        watch.add(first);
        watch.hurry(first);
        var second = new Call(Duration.ofMillis(20));
        watch.add(second);
        watch.hurry(second);
        assertThat(second.ends()).isTrue();

        first.due = System.nanoTime();
        watch.hurry(first);

        assertThat(first.ends()).isTrue();
    }

    @Test
    void endsAllWhenItIsClosedAndThoseWhoComeLater() throws Exception {
        var call = new Call(Duration.ofHours(1));
        var late = new Call(Duration.ofHours(1));
        watch.add(call);

        watch.close();
        watch.add(late);

        assertThat(call.ends()).isTrue();
        assertThat(late.ends()).isTrue();
    }

    private static final class Call implements Watch.Watched {
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile long due;

        Call(Duration time) {
            this.due = System.nanoTime() + time.toNanos();
        }

        @Override
        public long due() {
            return due;
        }

        @Override
        public void end() {
            ended.countDown();
        }

        boolean ends() throws InterruptedException {
            return ended.await(10, TimeUnit.SECONDS);
        }
    }
}
