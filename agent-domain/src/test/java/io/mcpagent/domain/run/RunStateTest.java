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

import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmMessage.FromModel;
import io.mcpagent.domain.llm.LlmMessage.FromTool;
import io.mcpagent.domain.llm.LlmMessage.FromUser;
import io.mcpagent.domain.llm.TokenUsage;
import io.mcpagent.domain.run.RunEvent.InputAnswered;
import io.mcpagent.domain.run.RunEvent.InputRequested;
import io.mcpagent.domain.run.RunEvent.ModelAbandoned;
import io.mcpagent.domain.run.RunEvent.ModelReplied;
import io.mcpagent.domain.run.RunEvent.RunCancelled;
import io.mcpagent.domain.run.RunEvent.RunParked;
import io.mcpagent.domain.run.RunEvent.RunResumed;
import io.mcpagent.domain.run.RunEvent.ToolRequested;
import io.mcpagent.domain.run.RunEvent.ToolsOffered;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolEffect;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Logs made by chance, of whatever may follow what came before. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aLogThatIsReadAgainFoldsToTheSameState(long seed) {
        var chance = new Random(seed);
        var state = RunState.NEW.after(STARTED);
        for (var tries = 0; tries < 400 && state.end().isEmpty(); tries++) {
            var next = SampleEvents.ALL.get(chance.nextInt(SampleEvents.ALL.size()));
            if (next instanceof RunEvent.RunEnd && tries < 300) continue;
            try {
                state = state.after(next);
            } catch (IllegalStateException cannotFollow) {
                assertThat(state.events()).as("a refusal changes nothing").doesNotContainNull();
            }
        }

        var log = state.events();
        var read = log.stream()
                .map(event ->
                        RunEventJson.read(RunEventJson.kind(event), RunEventJson.VERSION, RunEventJson.payload(event)));
        var again = RunState.of(read);
        assertThat(again).isEqualTo(state);
        assertThat(again.waitingFor()).isEqualTo(state.waitingFor());
        assertThat(again.rounds(CALL.id())).isEqualTo(state.rounds(CALL.id()));
        assertThat(again.isTainted()).isEqualTo(state.isTainted());
        var half = log.size() / 2;
        assertThat(RunState.of(log.subList(0, half).stream()).after(log.subList(half, log.size())))
                .isEqualTo(state);
    }

    @Test
    void anApprovedCallMayHaveOtherArguments() {
        var other = new ToolCall(CALL.id(), CALL.tool(), Json.object());
        var wanted = after(STARTED, CALLED, WANTS_A_TOOL);

        assertThat(wanted.after(new ToolRequested(other, ToolEffect.ACTS)).openTools())
                .hasSize(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> wanted.after(
                        new ToolRequested(new ToolCall(CALL.id(), "another", Json.object()), ToolEffect.ACTS)));
    }

    @Test
    void aRoundIsThereWhenAllOfItIsAnswered() {
        var asking = after(
                STARTED,
                CALLED,
                WANTS_A_TOOL,
                REQUESTED,
                new InputRequested(SampleEvents.FORM),
                new InputRequested(SampleEvents.SAMPLE));
        var filled = asking.after(new InputAnswered(SampleEvents.FORM.id(), new InputAnswer.Fill(Json.object())));
        var approved =
                filled.after(new InputAnswered(SampleEvents.SAMPLE.id(), new InputAnswer.Approve(Optional.empty())));

        assertThat(asking.nextRound(CALL.id())).isEqualTo(1);
        assertThat(asking.rounds(CALL.id())).isEmpty();
        assertThat(filled.rounds(CALL.id())).isEmpty();
        assertThat(approved.rounds(CALL.id())).as("the model has not answered").isEmpty();
        assertThat(approved.toSample()).containsExactly(SampleEvents.SAMPLE);
        var sampled = approved.after(SampleEvents.SAMPLED);
        assertThat(sampled.toSample()).isEmpty();
        assertThat(sampled.rounds(CALL.id())).singleElement().satisfies(round -> {
            assertThat(round.replies()).hasSize(2);
            assertThat(round.state()).contains("state");
        });
        assertThat(sampled.usage()).isEqualTo(WANTS_A_TOOL.usage().plus(SampleEvents.SAMPLED.usage()));
        assertThatIllegalStateException().isThrownBy(() -> sampled.after(SampleEvents.SAMPLED));
    }

    @Test
    void isOfferedWhatWasChosenFoundAndCalled() {
        assertThat(after(STARTED, CALLED, WANTS_A_TOOL, REQUESTED).offered())
                .as("all that the agent has")
                .isEmpty();

        var chosen = after(STARTED, new ToolsOffered(List.of("a", "b", "c"), 9), CALLED, WANTS_A_TOOL, REQUESTED);
        assertThat(chosen.offered()).contains(List.of("a", "b", "c", CALL.tool()));
        assertThat(chosen.after(new ToolsOffered(List.of("d", "a"), 9)).offered())
                .as("the newest last")
                .contains(List.of("b", "c", CALL.tool(), "d", "a"));
    }

    @Test
    void aResultIsKeptOfAnOpenCallAlone() {
        var open = after(STARTED, CALLED, WANTS_A_TOOL, REQUESTED);

        assertThat(open.after(SampleEvents.KEPT).after(FINISHED).kept()).containsExactly(SampleEvents.KEPT);
        assertThatIllegalStateException().isThrownBy(() -> after(STARTED, SampleEvents.KEPT));
        assertThatIllegalStateException().isThrownBy(() -> open.after(FINISHED).after(SampleEvents.KEPT));
    }

    private static RunState after(RunEvent... events) {
        return RunState.of(List.of(events).stream());
    }
}
