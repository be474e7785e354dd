package io.mcpagent.adapter.mcp.server.platform;

import io.mcpagent.adapter.mcp.protocol.Content;
import io.mcpagent.adapter.mcp.server.offer.Completing;
import io.mcpagent.adapter.mcp.server.offer.Exchange;
import io.mcpagent.adapter.mcp.server.offer.NotOffered;
import io.mcpagent.adapter.mcp.server.offer.OfferedPrompt;
import io.mcpagent.adapter.mcp.server.offer.Outcome;
import io.mcpagent.adapter.mcp.server.offer.PromptOffer;
import io.mcpagent.adapter.mcp.server.offer.PromptResult;
import io.mcpagent.application.agent.AgentService;
import io.mcpagent.domain.access.Caller;
import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.failure.InvalidRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each agent as a prompt, so that a client's own model can answer as the agent would. */
final class AgentPrompts implements PromptOffer {
    private static final String QUESTION = "question";

    private final AgentService agents;

    AgentPrompts(AgentService agents) {
        this.agents = agents;
    }

    @Override
    public List<OfferedPrompt> list(Caller caller) {
        return agents.agents(caller).stream().map(AgentPrompts::prompt).toList();
    }

    private static OfferedPrompt prompt(Agent agent) {
        var name = agent.name().value();
        return new OfferedPrompt(
                name,
                name,
                agent.description().isBlank() ? "As the agent %s answers.".formatted(name) : agent.description(),
                List.of(new OfferedPrompt.Argument(QUESTION, "What is asked.", true)));
    }

    @Override
    public Outcome<PromptResult> get(Exchange exchange, String prompt, Map<String, String> arguments) {
        var agent = find(exchange.caller(), prompt);
        var question = Optional.ofNullable(arguments.get(QUESTION))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new InvalidRequest("question_empty", "The argument question is missing."));
        var text = new Content.Text(agent.instructions() + "\n\n" + question);
        return new Outcome.Done<>(new PromptResult(prompt(agent).description(), List.of(new PromptResult.Said(text))));
    }

    @Override
    public List<String> complete(Caller caller, String prompt, Completing completing) {
        find(caller, prompt);
        // Nobody knows what somebody wants to ask.
        return List.of();
    }

    private Agent find(Caller caller, String prompt) {
        return agents.agents(caller).stream()
                .filter(agent -> agent.name().value().equals(prompt))
                .findFirst()
                .orElseThrow(() -> new NotOffered("There is no such prompt. prompts/list lists those that are there."));
    }
}
