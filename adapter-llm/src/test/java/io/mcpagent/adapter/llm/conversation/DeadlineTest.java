package io.mcpagent.adapter.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void countsSilenceOnlyWhileSomebodyWaits() {
        var deadline = new Deadline(new ProviderSettings.Limits(Duration.ofNanos(1), HOUR));
        assertThat(deadline.isDue()).isFalse();

        deadline.waits();
        assertThat(deadline.isDue()).isTrue();
        assertThat(deadline.exceeded()).isEqualTo(Duration.ofNanos(1));

        deadline.goesOn();
        assertThat(deadline.isDue()).isFalse();
    }

    @Test
    void isOverHoweverLongSilenceMayBe() {
        var deadline = new Deadline(new ProviderSettings.Limits(HOUR, Duration.ofNanos(1)));

        deadline.waits();

        assertThat(deadline.isDue()).isTrue();
        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.exceeded()).isEqualTo(Duration.ofNanos(1));
    }
}
