package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;
import static io.mcpagent.application.run.Approvals.agent;
import static io.mcpagent.application.run.Approvals.answer;
import static io.mcpagent.application.run.Approvals.asking;
import static io.mcpagent.application.run.Approvals.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.idempotency.IdempotencyKey;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.telemetry.TraceContext;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.testkit.llm.ScriptedLlm;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The calls of a run belong to the trace of whoever asked. */
class TracedRunTest {
    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Optional.of("rojo=1"));
    private static final TraceContext OTHER =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01", Optional.empty());

    private final Machine machine = new Machine();

    private static AskRequest question(TraceContext trace) {
        return new AskRequest("Send it, please?").traced(Optional.of(trace));
    }

    @Test
    void aCallIsMadeInTheTraceOfTheQuestion() {
        agent(machine, asking(), "ping");
        try (var platform = machine.start(ScriptedLlm.silent()
                .thenCalls("", call("1", "ping"))
                .thenSays("Sent.")
                .thenCalls("", call("1", "ping"))
                .thenSays("Sent."))) {
            platform.chat.ask(ADA, question(TRACE));
            platform.chat.ask(ADA, new AskRequest("Again, please?"));
        }
        assertThat(machine.tools.invocations())
                .extracting(ToolInvocation::trace)
                .containsExactly(Optional.of(TRACE), Optional.empty());
    }

    @Test
    void aRunThatIsTakenUpByAnotherProcessKeepsItsTrace() {
        agent(machine, asking("ping"), "ping");
        var model = ScriptedLlm.silent().thenCalls("", call("1", "ping")).thenSays("Sent.");
        try (var platform = machine.start(model)) {
            platform.chat.ask(ADA, question(TRACE));
        }
        try (var platform = machine.start(model)) {
            var waiting = platform.inbox.waiting(ADA).getFirst();
            answer(platform, platform.runs.events(ADA, waiting.run()), new InputAnswer.Approve(Optional.empty()));
        }
        assertThat(machine.tools.invocations())
                .extracting(ToolInvocation::trace)
                .containsExactly(Optional.of(TRACE));
    }

    @Test
    void aQuestionThatIsSentAgainIsTheSameInAnotherTrace() {
        try (var platform = machine.start(ScriptedLlm.silent().thenSays("Sent."))) {
            var key = new IdempotencyKey("once");
            var first = asked(platform, question(TRACE).once(key));
            assertThat(asked(platform, question(OTHER).once(key))).isEqualTo(first);
        }
    }

    private static Object asked(Platform platform, AskRequest request) {
        return platform.chat.ask(ADA, request).run();
    }
}
