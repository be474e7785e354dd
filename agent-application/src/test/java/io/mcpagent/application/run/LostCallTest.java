package io.mcpagent.application.run;

import static io.mcpagent.application.run.Approvals.agent;
import static io.mcpagent.application.run.Approvals.answer;
import static io.mcpagent.application.run.Approvals.ask;
import static io.mcpagent.application.run.Approvals.call;
import static io.mcpagent.application.run.Approvals.first;
import static io.mcpagent.application.run.Approvals.kinds;
import static io.mcpagent.application.run.Approvals.results;
import static io.mcpagent.application.run.Approvals.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Machine;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.InputRequest.UnknownOutcome;
import io.mcpagent.domain.run.RunEvent.AnswerCompleted;
import io.mcpagent.domain.tool.ToolEffect;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolQuestion;
import io.mcpagent.domain.tool.ToolResponse;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A call that asked a person, and was open in a process that is gone when the answer comes. */
class LostCallTest {
    private static final InputAnswer FILLED = new InputAnswer.Fill(Json.object().with("room", Json.of("Blue")));

    private final Machine machine = new Machine();
    private final ScriptedLlm model = ScriptedLlm.silent();

    @Test
    void aPersonIsAskedBeforeAToolThatActsIsCalledAgain() {
        booking(ToolEffect.ACTS);
        try (var platform = machine.start(model)) {
            var lost = answer(platform, ask(platform), FILLED);

            assertThat(kinds(lost)).endsWith("RunResumed", "InputAnswered", "InputRequested", "RunParked");
            assertThat(first(lost)).isInstanceOf(UnknownOutcome.class);
            assertThat(begun()).isEqualTo(1);

            var log = answer(platform, lost, new InputAnswer.CallAgain());

            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(results(model.requests().getLast())).containsExactly("booked");
            assertThat(machine.tools.invocations().getLast().rounds())
                    .as("what the tool was told before, it is told again")
                    .hasSize(1);
            assertThat(begun()).isEqualTo(2);
        }
    }

    @Test
    void itIsNotCalledAgainWhenAPersonKnowsWhatBecameOfIt() {
        booking(ToolEffect.ACTS);
        try (var platform = machine.start(model)) {
            var lost = answer(platform, ask(platform), FILLED);
            answer(platform, lost, new InputAnswer.TakeAsDone("Blue is booked."));

            assertThat(results(model.requests().getLast())).containsExactly("Blue is booked.");
            assertThat(begun()).isEqualTo(1);
        }
    }

    @Test
    void whatMayBeRepeatedIsCalledAgainUnasked() {
        booking(ToolEffect.READS);
        try (var platform = machine.start(model)) {
            var log = answer(platform, ask(platform), FILLED);

            assertThat(log.getLast().event()).isInstanceOf(AnswerCompleted.class);
            assertThat(state(log).asked()).hasSize(1).noneMatch(InputRequest.UnknownOutcome.class::isInstance);
        }
    }

    @Test
    void thatItMayBeCalledAgainIsSaidForOnceAlone() {
        machine.tools.with(
                "book",
                ToolEffect.ACTS,
                call -> call.rounds().size() == 1 && call.mayBeginAnew() ? asks("Until when?") : response(call));
        start();
        try (var platform = machine.start(model)) {
            var lost = answer(platform, ask(platform), FILLED);
            var asked = answer(platform, lost, new InputAnswer.CallAgain());
            var again = answer(platform, asked, FILLED);

            assertThat(first(again)).isInstanceOf(UnknownOutcome.class);
            assertThat(begun()).isEqualTo(2);
        }
    }

    /** How often the tool did something. */
    private long begun() {
        return machine.tools.invocations().stream()
                .filter(call -> call.rounds().isEmpty() || call.mayBeginAnew())
                .count();
    }

    private void booking(ToolEffect effect) {
        machine.tools.with("book", effect, LostCallTest::response);
        start();
    }

    private void start() {
        agent(machine, ToolPolicy.DEFAULT, "book");
        model.thenCalls("", call("1", "book")).thenSays("Booked.");
    }

    private static ToolResponse response(ToolInvocation call) {
        if (call.rounds().isEmpty()) return asks("Which room?");
        return call.mayBeginAnew() ? new ToolOutcome.Succeeded("booked") : new ToolResponse.Lost();
    }

    private static ToolResponse asks(String question) {
        var schema = Json.object()
                .with("type", Json.of("object"))
                .with("properties", Json.object().with("room", Json.object().with("type", Json.of("string"))));
        return new ToolResponse.Asks(List.of(new ToolQuestion.Form("which", question, schema)), Optional.of("open"));
    }
}
