package io.mcpagent.testkit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.ratelimit.Rate;
import io.mcpagent.domain.ratelimit.RateLimitPort;
import io.mcpagent.domain.ratelimit.Taken;
import io.mcpagent.testkit.SteppingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What holds for each {@link RateLimitPort}. */
public interface RateLimitPortContract {
    Rate TEN_A_MINUTE = new Rate(10, Duration.ofMinutes(1));

    RateLimitPort rateLimits();

    /** By which it counts. */
    SteppingTime time();

    @Test
    default void allIsThereAtFirstAndComesBackEvenly() {
        for (var left = 9; left >= 0; left--) {
            var taken = rateLimits().take("a", TEN_A_MINUTE, 1);
            assertThat(taken.allowed()).isTrue();
            assertThat(taken.remaining()).isEqualTo(left);
            assertThat(taken.untilEnough()).isZero();
        }
        var refused = rateLimits().take("a", TEN_A_MINUTE, 1);
        assertThat(refused).isEqualTo(new Taken(false, 0, Duration.ofSeconds(6), Duration.ofMinutes(1)));

        time().advance(Duration.ofSeconds(6));

        assertThat(rateLimits().take("a", TEN_A_MINUTE, 1).allowed()).isTrue();
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 1).allowed()).isFalse();
        time().advance(Duration.ofHours(1));
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 10).allowed()).isTrue();
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 1).allowed()).isFalse();
    }

    @Test
    default void whatIsRefusedTakesNothing() {
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 8).allowed()).isTrue();
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 3).allowed()).isFalse();
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 2).allowed()).isTrue();
    }

    @Test
    default void bucketsAreApart() {
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 10).allowed()).isTrue();
        assertThat(rateLimits().take("b", TEN_A_MINUTE, 10).allowed()).isTrue();
    }

    @Test
    default void whatWasUsedAlreadyHasToComeBackFirst() {
        rateLimits().charge("a", TEN_A_MINUTE, 30);

        var refused = rateLimits().take("a", TEN_A_MINUTE, 1);
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.remaining()).isZero();
        assertThat(refused.untilEnough()).isEqualTo(Duration.ofSeconds(126));
        time().advance(Duration.ofSeconds(126));
        assertThat(rateLimits().take("a", TEN_A_MINUTE, 1).allowed()).isTrue();
    }

    @Test
    default void ofManyAtOnceNoMoreGetThroughThanThereIs() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var takers = new ArrayList<Future<Taken>>();
            Callable<Taken> take = () -> rateLimits().take("a", TEN_A_MINUTE, 1);
            for (var n = 0; n < 100; n++) takers.add(threads.submit(take));
            var allowed = 0;
            for (var taker : takers) if (taker.get().allowed()) allowed++;

            assertThat(allowed).isEqualTo(10);
        }
    }
}
