package io.mcpagent.adapter.llm.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpagent.domain.failure.UpstreamFailure;
import io.mcpagent.domain.llm.LlmPort;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.testkit.llm.LlmPortContract;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RetryingTest implements LlmPortContract {
    private static final LlmRequest QUESTION = LlmRequest.of("Why?", List.of());

    private final UpstreamFailure passing = new UpstreamFailure("model_unavailable", "not now", true);
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public LlmPort llm() {
        return retrying(ScriptedLlm.answering(request -> "Paris, of course."));
    }

    private LlmPort retrying(LlmPort model) {
        return new Retrying(model, pauses::add, new Random(7));
    }

    @Test
    void asksAgainWithGrowingPausesUntilItGoesWell() {
        var model = ScriptedLlm.silent()
                .thenFails("", passing)
                .thenFails("", passing)
                .thenFails("", passing)
                .thenSays("Because.");

        assertThat(retrying(model).generate(QUESTION, delta -> {}).text()).isEqualTo("Because.");
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void givesUpAfterFourAttempts() {
        var model = ScriptedLlm.silent()
                .thenFails("", passing)
                .thenFails("", passing)
                .thenFails("", passing)
                .thenFails("", passing);

        assertThatThrownBy(() -> retrying(model).generate(QUESTION, delta -> {}))
                .isSameAs(passing);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void asksOnceMoreWhoeverSendsWhatIsNoReply() {
        var malformed = new UpstreamFailure("model_reply_malformed", "no part of a reply", true);
        var model = ScriptedLlm.silent().thenFails("", malformed).thenFails("", malformed);

        assertThatThrownBy(() -> retrying(model).generate(QUESTION, delta -> {}))
                .isSameAs(malformed);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void neverAsksAgainOnceSomethingWasDelivered() {
        var model = ScriptedLlm.silent().thenFails("Because", passing);

        assertThatThrownBy(() -> retrying(model).generate(QUESTION, delta -> {}))
                .isSameAs(passing);
        assertThat(pauses).isEmpty();
    }

    @Test
    void neverAsksAgainWhatWouldFailAgain() {
        var lasting = new UpstreamFailure("model_unauthorized", "wrong key", false);

        assertThatThrownBy(() ->
                        retrying(ScriptedLlm.silent().thenFails("", lasting)).generate(QUESTION, delta -> {}))
                .isSameAs(lasting);
        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        var busy = UpstreamFailure.notBefore(Duration.ofSeconds(7), "model_rate_limited", "busy");
        var model = ScriptedLlm.silent().thenFails("", busy).thenSays("Because.");

        retrying(model).generate(QUESTION, delta -> {});

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void givesUpAtOnceWhereItWouldHaveToWaitTooLong() {
        var busy = UpstreamFailure.notBefore(Duration.ofHours(1), "model_rate_limited", "busy");

        assertThatThrownBy(
                        () -> retrying(ScriptedLlm.silent().thenFails("", busy)).generate(QUESTION, delta -> {}))
                .isSameAs(busy);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaiting() {
        var interrupted = new Retrying(
                ScriptedLlm.silent().thenFails("", passing),
                time -> {
                    throw new InterruptedException();
                },
                new Random(7));

        assertThatThrownBy(() -> interrupted.generate(QUESTION, delta -> {})).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
