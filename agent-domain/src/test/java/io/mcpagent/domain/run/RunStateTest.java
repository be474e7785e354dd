package io.mcpagent.domain.run;

import static io.mcpagent.domain.run.SampleEvents.ANSWERED;
import static io.mcpagent.domain.run.SampleEvents.ASKED;
import static io.mcpagent.domain.run.SampleEvents.CALL;
import static io.mcpagent.domain.run.SampleEvents.CALLED;
import static io.mcpagent.domain.run.SampleEvents.COMPLETED;
import static io.mcpagent.domain.run.SampleEvents.FAILED;
import static io.mcpagent.domain.run.SampleEvents.FINISHED;
import static io.mcpagent.domain.run.SampleEvents.REPLIED;
import static io.mcpagent.domain.run.SampleEvents.REQUESTED;
import static io.mcpagent.domain.run.SampleEvents.RETRIEVED;
import static io.mcpagent.domain.run.SampleEvents.STARTED;
import static io.mcpagent.domain.run.SampleEvents.WANTS_A_TOOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromTool;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunResumed;
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
        assertThat(state.passages()).isEqualTo(RETRIEVED.passages());
        assertThat(state.question()).isEqualTo(STARTED.question());
        assertThat(state.openCall()).isEmpty();
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
        var second = new ModelReplied("more", List.of(), new TokenUsage(1, 2));

        assertThat(after(STARTED, CALLED, REPLIED, CALLED, second).usage()).isEqualTo(new TokenUsage(31, 6));
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
    void aWantedCallIsOpenFromItsRequestToItsResult() {
        var wanted = after(STARTED, CALLED, WANTS_A_TOOL);

        assertThat(wanted.wanted()).containsExactly(CALL);
        assertThat(wanted.openTools()).isEmpty();
        assertThat(wanted.after(REQUESTED).wanted()).isEmpty();
        assertThat(wanted.after(REQUESTED).openTools()).containsExactly(REQUESTED);
        assertThat(wanted.after(REQUESTED).after(FINISHED).openTools()).isEmpty();
        assertThat(wanted.after(FINISHED).wanted()).isEmpty();
    }

    @Test
    void theModelIsCalledAgainWhenEveryCallHasItsResult() {
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, CALLED, WANTS_A_TOOL, CALLED));
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, CALLED, WANTS_A_TOOL, REQUESTED, CALLED));
        assertThat(after(STARTED, CALLED, WANTS_A_TOOL, REQUESTED, FINISHED, CALLED)
                        .steps())
                .isEqualTo(2);
    }

    @Test
    void nothingIsCalledThatTheModelDidNotAskFor() {
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, REQUESTED));
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, FINISHED));
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, CALLED, WANTS_A_TOOL, REQUESTED, REQUESTED));
        assertThatIllegalStateException()
                .isThrownBy(() -> after(STARTED, CALLED, WANTS_A_TOOL, REQUESTED, FINISHED, FINISHED));
    }

    @Test
    void tellsTheModelWhatToolsFoundUnderNumbersThatGoOn() {
        var state = after(STARTED, RETRIEVED, CALLED, WANTS_A_TOOL, REQUESTED, FINISHED);

        assertThat(state.passages()).hasSize(4);
        assertThat(state.messages())
                .startsWith(
                        new FromUser("Which book?"),
                        new FromModel("“It”.", List.of()),
                        new FromUser(STARTED.question()),
                        new FromModel(WANTS_A_TOOL.text(), WANTS_A_TOOL.calls()))
                .hasSize(5);
        assertThat(state.messages().getLast()).isInstanceOfSatisfying(FromTool.class, result -> {
            assertThat(result.tool()).isEqualTo("search_passages");
            assertThat(result.text()).startsWith("found\n\n[3] notes/a.md, lines 2-3\none\n(2).\n\n[4] b.pdf, page 7");
        });
    }

    @Test
    void aParkedRunWaitsForItsAnswer() {
        var parked = after(STARTED, CALLED, WANTS_A_TOOL, REQUESTED, ASKED, new RunParked());

        assertThat(parked.isParked()).isTrue();
        assertThat(parked.waitingFor()).containsExactly(ASKED.request());
        assertThatIllegalStateException().isThrownBy(() -> parked.after(ANSWERED));
        var answered = parked.after(new RunResumed()).after(ANSWERED);
        assertThat(answered.isParked()).isFalse();
        assertThat(answered.waitingFor()).isEmpty();
        assertThat(answered.answerTo(ASKED.request().id())).contains(ANSWERED.answer());
        assertThatIllegalStateException().isThrownBy(() -> answered.after(ANSWERED));
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, new RunParked()));
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, new RunResumed()));
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
