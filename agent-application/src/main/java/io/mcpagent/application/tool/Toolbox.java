package io.mcpagent.application.tool;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolGate;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolOutcome.Failed;
import io.mcpagent.domain.tool.ToolOutcome.Succeeded;
import io.mcpagent.domain.tool.ToolPort;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All tools of an installation, found by their names. */
public final class Toolbox {
    /** What a model is shown of one result, in UTF-16 code units. */
    static final int LONGEST_RESULT = 30_000;

    private final List<ToolPort> sources;

    /**
     * Tools of several sources.
     *
     * @throws IllegalArgumentException when two have the same name
     */
    public Toolbox(List<ToolPort> sources) {
        this.sources = List.copyOf(sources);
        var seen = new HashMap<String, ToolPort>();
        for (var source : sources) {
            for (var tool : source.tools()) {
                var other = seen.putIfAbsent(tool.name(), source);
                if (other != null) throw new IllegalArgumentException("two tools are named " + tool.name());
            }
        }
    }

    /** Those that the agent may call, in the order in which it names them. */
    public List<ToolDefinition> of(Agent agent) {
        return agent.tools().stream().flatMap(name -> find(name).stream()).toList();
    }

    /** Whether the agent may call it; empty when it may, else what the model is told. */
    public Optional<Failed> refusal(Agent agent, String name) {
        var tool = find(name);
        if (tool.isEmpty())
            return Optional.of(new Failed("There is no tool named %s. %s".formatted(name, hint(agent))));
        var rule = agent.tools().contains(name) ? ToolGate.Rule.ALLOW : ToolGate.Rule.DENY;
        return switch (ToolGate.decide(rule, tool.get())) {
            case ToolGate.Verdict.Allow allowed -> Optional.empty();
            case ToolGate.Verdict.Deny(var reason) ->
                Optional.of(new Failed("Not called: %s. %s".formatted(reason, hint(agent))));
        };
    }

    /** By name. */
    List<ToolDefinition> all() {
        return sources.stream()
                .flatMap(source -> source.tools().stream())
                .sorted(Comparator.comparing(ToolDefinition::name))
                .toList();
    }

    public Optional<ToolDefinition> find(String name) {
        return sources.stream()
                .flatMap(source -> source.tools().stream())
                .filter(tool -> tool.name().equals(name))
                .findFirst();
    }

    /** Never throws but when interrupted: what a tool throws is told to the model. */
    public ToolOutcome call(ToolInvocation invocation) {
        var source = sources.stream()
                .filter(each ->
                        each.tools().stream().anyMatch(tool -> tool.name().equals(invocation.tool())))
                .findFirst();
        if (source.isEmpty()) return new Failed("There is no tool named " + invocation.tool() + " any more.");
        try {
            return shortened(source.get().call(invocation));
        } catch (AgentFailure failure) {
            return new Failed(failure.getMessage());
        } catch (RuntimeException broken) {
            return new Failed("The tool broke: " + broken);
        }
    }

    private static ToolOutcome shortened(ToolOutcome outcome) {
        return switch (outcome) {
            case Succeeded(var text, var passages) -> new Succeeded(shortened(text), passages);
            case Failed(var message) -> new Failed(shortened(message));
        };
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_RESULT) return text;
        return "%s\n[cut: the first %d of %d characters]"
                .formatted(text.substring(0, LONGEST_RESULT), LONGEST_RESULT, text.length());
    }

    private String hint(Agent agent) {
        var names = of(agent).stream().map(ToolDefinition::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "No tool may be called." : "These may be called: " + names + ".";
    }
}
