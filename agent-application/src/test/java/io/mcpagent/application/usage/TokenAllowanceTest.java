package io.mcpagent.application.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.access.UserId;
import io.mcpagent.domain.failure.LimitExceeded;
import io.mcpagent.domain.ratelimit.Rate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenAllowanceTest {
    private static final Caller ADA = new Caller(new UserId("ada"));
    private static final Caller BEA = new Caller(new UserId("bea"));

    private final Machine machine = new Machine();

    private static void ask(Platform platform, Caller caller) {
        platform.chat.ask(caller, new AskRequest("Is it so, or is it otherwise, or what is it?", Set.of()));
    }

    @Test
    void whoUsedThemUpWaitsAndNobodyElseDoes() {
        machine.tokensPerUser = Optional.of(new Rate(10, Duration.ofMinutes(1)));
        try (var platform = machine.start()) {
            ask(platform, ADA);

            assertThatThrownBy(() -> ask(platform, ADA)).isInstanceOfSatisfying(LimitExceeded.class, refused -> {
                assertThat(refused.code()).isEqualTo("tokens_exhausted");
                assertThat(refused.retryAfter()).isPositive();
            });
            ask(platform, BEA);
            // What was refused left nothing behind.
            assertThat(platform.runPorts.conversations().of(ADA.user(), Optional.empty(), 10))
                    .hasSize(1);

            machine.time.advance(Duration.ofHours(1));
            ask(platform, ADA);
        }
    }

    @Test
    void withoutALimitNobodyWaits() {
        try (var platform = machine.start()) {
            for (var n = 0; n < 20; n++) ask(platform, ADA);
        }
    }
}
