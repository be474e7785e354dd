package io.mcpagent.application.run;

import static io.mcpagent.application.Platform.ADA;

import io.mcpagent.application.Machine;
import io.mcpagent.application.Platform;
import io.mcpagent.application.conversation.AskRequest;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.llm.LlmMessage.FromTool;
import io.mcpagent.domain.llm.LlmRequest;
import io.mcpagent.domain.run.InputAnswer;
import io.mcpagent.domain.run.InputRequest;
import io.mcpagent.domain.run.RecordedEvent;
import io.mcpagent.domain.run.RunState;
import io.mcpagent.domain.tool.ToolCall;
import io.mcpagent.domain.tool.ToolPolicy;
import io.mcpagent.domain.tool.ToolRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs that ask a person, in short. */
final class Approvals {
    private Approvals() {}

    static void agent(Machine machine, ToolPolicy policy, String... tools) {
        machine.agents.add(new Agent(
                        new AgentName("assistant"),
                        "",
                        "Use your tools.",
                        Optional.empty(),
                        List.of(tools),
                        Set.of(),
                        List.of(),
                        AgentLimits.DEFAULT,
                        1)
                .with(policy));
    }

    /** Asks before each of these. */
    static ToolPolicy asking(String... tools) {
        return ToolPolicy.of(Arrays.stream(tools)
                .map(tool -> ToolRule.of(tool, ToolRule.Decision.ASK))
                .toArray(ToolRule[]::new));
    }

    static List<RecordedEvent> ask(Platform platform) {
        return platform.chat
                .ask(ADA, new AskRequest("Send it, please?", Set.of()))
                .events();
    }

    /** Answers what the run waits for first; its log when it has ended, or waits again. */
    static List<RecordedEvent> answer(Platform platform, List<RecordedEvent> log, InputAnswer answer) {
        return platform.driver.drive(platform.inbox.accept(ADA, first(log).id(), answer));
    }

    static InputRequest first(List<RecordedEvent> log) {
        return state(log).waitingFor().getFirst();
    }

    static RunState state(List<RecordedEvent> log) {
        return RunState.of(log.stream().map(RecordedEvent::event));
    }

    static List<String> kinds(List<RecordedEvent> log) {
        return log.stream()
                .map(recorded -> recorded.event().getClass().getSimpleName())
                .toList();
    }

    static List<String> results(LlmRequest request) {
        return request.messages().stream()
                .filter(FromTool.class::isInstance)
                .map(message -> ((FromTool) message).text())
                .toList();
    }

    static ToolCall call(String id, String tool) {
        return new ToolCall(id, tool, Json.object().with("to", Json.of("Bob")));
    }
}
