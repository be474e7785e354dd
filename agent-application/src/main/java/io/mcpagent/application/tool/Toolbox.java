package io.mcpagent.application.tool;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.failure.AgentFailure;
import io.mcpagent.domain.json.Json;
import io.mcpagent.domain.tool.ServedToolNames;
import io.mcpagent.domain.tool.ToolDefinition;
import io.mcpagent.domain.tool.ToolFlags;
import io.mcpagent.domain.tool.ToolInvocation;
import io.mcpagent.domain.tool.ToolOutcome;
import io.mcpagent.domain.tool.ToolOutcome.Failed;
import io.mcpagent.domain.tool.ToolPort;
import io.mcpagent.domain.tool.ToolResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tools of an installation, found by their names. */
public final class Toolbox {
    /** The tools of runs themselves. */
    private static final Set<String> TAKEN = Set.of(FindTools.NAME, ReadResult.NAME);

    private static final int MOST_TOLD = 30;

    private final List<ToolPort> sources;
    private final LatelyFound<ToolDefinition, Boolean> leading = new LatelyFound<>();

    /**
     * Tools of several sources.
     *
     * @throws IllegalArgumentException when two have the same name, or one has that of a tool that runs have of themselves
     */
    public Toolbox(List<ToolPort> sources) {
        this(sources, List.of());
    }

    /**
     * The same with sources whose tools change. These take no name from another source, and where their list can't be had they
     * have none.
     */
    public Toolbox(List<ToolPort> sources, List<ToolPort> changing) {
        this.sources = Stream.concat(sources.stream(), changing.stream()).toList();
        var seen = new HashMap<String, ToolPort>();
        for (var source : sources) {
            for (var tool : source.tools()) {
                if (TAKEN.contains(tool.name()))
                    throw new IllegalArgumentException(
                            "no tool may be named %s: runs have one of that name".formatted(tool.name()));
                var other = seen.putIfAbsent(tool.name(), source);
                if (other != null) throw new IllegalArgumentException("two tools are named " + tool.name());
            }
        }
    }

    /** Those that the agent may call, in the order in which it names them. */
    public List<ToolDefinition> of(Agent agent) {
        if (agent.tools().isEmpty()) return List.of();
        var listed = all();
        return agent.tools().stream()
                .flatMap(named -> listed.stream().filter(tool -> ServedToolNames.matches(named, tool.name())))
                .distinct()
                .toList();
    }

    /** Whether the agent has it at all; empty when it does, else what the model is told. */
    public Optional<Failed> refusal(Agent agent, String name) {
        var tool = find(name);
        if (tool.isEmpty())
            return Optional.of(new Failed("There is no tool named %s%s. %s"
                    .formatted(
                            name,
                            isNamed(agent, name) ? " now, or a person has to approve it first" : "",
                            hint(agent))));
        return isNamed(agent, name)
                ? Optional.empty()
                : Optional.of(new Failed("Not called: the agent may not call %s. %s".formatted(name, hint(agent))));
    }

    private static boolean isNamed(Agent agent, String name) {
        return agent.tools().stream().anyMatch(named -> ServedToolNames.matches(named, name));
    }

    /** By name. */
    List<ToolDefinition> all() {
        return listed().values().stream()
                .map(Listed::tool)
                .sorted(Comparator.comparing(ToolDefinition::name))
                .toList();
    }

    public Optional<ToolDefinition> find(String name) {
        return listed(name).map(Listed::tool);
    }

    /** Whether a model may be led away by what it is told of a tool. */
    public boolean mayLead(ToolDefinition tool) {
        return leading.of(tool, ToolFlags::mayLead);
    }

    private record Listed(ToolDefinition tool, ToolPort source) {}

    private Map<String, Listed> listed() {
        var listed = new HashMap<String, Listed>();
        for (var source : sources) {
            for (var tool : tools(source)) listed.putIfAbsent(tool.name(), new Listed(tool, source));
        }
        return listed;
    }

    /** The first that has it, and no source after that is asked: those that change may have to read records for it. */
    private Optional<Listed> listed(String name) {
        return sources.stream()
                .flatMap(source -> tools(source).stream().map(tool -> new Listed(tool, source)))
                .filter(listed -> listed.tool().name().equals(name))
                .findFirst();
    }

    /** Those of one source that can't be read are missing, and the others are there. */
    private static List<ToolDefinition> tools(ToolPort source) {
        try {
            return source.tools();
        } catch (AgentFailure unreadable) {
            return List.of();
        }
    }

    /** Never throws but when interrupted: what a tool throws is told to the model. */
    public ToolResponse call(ToolInvocation invocation) {
        var listed = listed(invocation.tool());
        if (listed.isEmpty())
            return new Failed("There is no tool named %s any more, or a person has to approve it first."
                    .formatted(invocation.tool()));
        try {
            return bounded(listed.get().source().call(invocation));
        } catch (AgentFailure failure) {
            return new Failed(failure.getMessage());
        } catch (RuntimeException broken) {
            return new Failed("The tool broke: " + broken);
        }
    }

    /** What is wrong with arguments, each with its place; empty where nothing is. */
    public List<String> problems(String tool, Json arguments) {
        return listed(tool)
                .map(Listed::source)
                .map(source -> source.problems(tool, arguments))
                .orElse(List.of());
    }

    private static ToolResponse bounded(ToolResponse response) {
        return switch (response) {
            case ToolResponse.Asks asks -> asks;
            case ToolResponse.Lost lost -> lost;
            case ToolOutcome outcome -> LongResult.cut(outcome, LongResult.MOST_KEPT);
        };
    }

    private String hint(Agent agent) {
        var names = of(agent).stream().map(ToolDefinition::name).toList();
        if (names.isEmpty()) return "No tool may be called.";
        var more = names.size() > MOST_TOLD ? " and %d more".formatted(names.size() - MOST_TOLD) : "";
        return "These may be called: " + names.stream().limit(MOST_TOLD).collect(Collectors.joining(", ")) + more + ".";
    }
}
