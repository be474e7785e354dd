package io.mcpagent.domain.run;

import static io.mcpagent.domain.run.SampleEvents.CALLED;
import static io.mcpagent.domain.run.SampleEvents.COMPLETED;
import static io.mcpagent.domain.run.SampleEvents.FAILED;
import static io.mcpagent.domain.run.SampleEvents.REPLIED;
import static io.mcpagent.domain.run.SampleEvents.RETRIEVED;
import static io.mcpagent.domain.run.SampleEvents.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStateTest {
    @Test
    void knowsNothingBeforeTheFirstEvent() {
        assertThat(RunState.NEW.lastSeq()).isZero();
        assertThat(RunState.NEW.started()).isEmpty();
        assertThat(RunState.NEW.end()).isEmpty();
        assertThat(RunState.NEW.usage()).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void foldsARunThatWentWell() {
        var state = after(STARTED, RETRIEVED, CALLED, REPLIED, COMPLETED);

        assertThat(state.lastSeq()).isEqualTo(5);
        assertThat(state.started()).contains(STARTED);
        assertThat(state.retrieved()).contains(RETRIEVED);
        assertThat(state.openCall()).isEmpty();
        assertThat(state.reply()).contains(REPLIED);
        assertThat(state.usage()).isEqualTo(REPLIED.usage());
        assertThat(state.end()).contains(COMPLETED);
    }

    @Test
    void aCallIsOpenUnderItsNumberUntilItsOutcome() {
        assertThat(after(STARTED, RETRIEVED, CALLED).openCall()).contains(3L);
        assertThat(after(STARTED, RETRIEVED, CALLED, REPLIED).openCall()).isEmpty();
        assertThat(after(STARTED, RETRIEVED, CALLED, new ModelAbandoned(3)).openCall())
                .isEmpty();
        assertThat(after(STARTED, RETRIEVED, CALLED, new ModelAbandoned(3), CALLED)
                        .openCall())
                .contains(5L);
    }

    @Test
    void addsUpTheUsageOfAllReplies() {
        var second = new ModelReplied("more", new TokenUsage(1, 2));

        assertThat(after(STARTED, CALLED, REPLIED, CALLED, second).usage()).isEqualTo(new TokenUsage(31, 6));
        assertThat(after(STARTED, CALLED, REPLIED, CALLED, second).reply()).contains(second);
    }

    @Test
    void nothingFollowsAnEnd() {
        for (var end : List.of(COMPLETED, FAILED, new RunCancelled())) {
            for (var next : SampleEvents.ALL) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> after(STARTED, end, next))
                        .withMessageContaining("nothing follows");
            }
        }
    }

    @Test
    void nothingButItsOutcomeFollowsACall() {
        for (var next : SampleEvents.ALL) {
            if (next instanceof ModelReplied || next instanceof ModelAbandoned) continue;
            assertThatIllegalStateException().isThrownBy(() -> after(STARTED, CALLED, next));
        }
    }

    @Test
    void thereIsNoOutcomeWithoutACall() {
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, REPLIED));
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, new ModelAbandoned(1)));
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, CALLED, REPLIED, REPLIED));
    }

    @Test
    void onlyTheOpenCallIsAbandoned() {
        assertThatIllegalStateException()
                .isThrownBy(() -> after(STARTED, CALLED, REPLIED, CALLED, new ModelAbandoned(2)));
    }

    @Test
    void aRunBeginsWithItsStartAndHasOne() {
        for (var first : SampleEvents.ALL) {
            if (!first.equals(STARTED)) assertThatIllegalStateException().isThrownBy(() -> after(first));
        }
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, STARTED));
    }

    @Test
    void foldsAListAsItFoldsOneByOne() {
        assertThat(RunState.NEW.after(List.of(STARTED, RETRIEVED, CALLED)))
                .isEqualTo(RunState.NEW.after(STARTED).after(RETRIEVED).after(CALLED))
                .isEqualTo(after(STARTED, RETRIEVED, CALLED));
    }

    private static RunState after(RunEvent... events) {
        return RunState.of(List.of(events).stream());
    }
}
