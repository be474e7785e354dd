package io.mcpagent.application.agent;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import io.mcpagent.domain.failure.NotFound;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The agents of an installation: the assistant, which is always there, and those that people defined. */
public final class Agents {
    /** Answers where nobody else was asked for; an agent of the same name takes its place. */
    public static final Agent ASSISTANT = new Agent(
            new AgentName("assistant"),
            "Answers questions from the documents.",
            "You answer questions from the documents that you are shown.",
            Optional.empty(),
            List.of("search_passages", "read_document", "list_documents", "current_time", "calculator"),
            Set.of(),
            List.of(),
            AgentLimits.DEFAULT,
            1);

    private final AgentRepository defined;

    public Agents(AgentRepository defined) {
        this.defined = defined;
    }

    /** By name. */
    public List<Agent> all() {
        var own = defined.all();
        var assistant = Stream.of(ASSISTANT)
                .filter(agent -> own.stream().noneMatch(other -> other.name().equals(agent.name())));
        return Stream.concat(own.stream(), assistant)
                .sorted(Comparator.comparing(agent -> agent.name().value()))
                .toList();
    }

    /**
     * The one that was asked for, else the one that the question is for.
     *
     * @throws NotFound with code {@code agent_not_found}
     */
    public Router.Choice choose(Optional<AgentName> wanted, String question) {
        return wanted.map(name -> new Router.Choice(named(name), "it was asked for"))
                .orElseGet(() -> Router.route(question, all()));
    }

    /** @throws NotFound with code {@code agent_not_found} */
    Agent named(AgentName name) {
        var agents = all();
        return agents.stream()
                .filter(agent -> agent.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "agent_not_found",
                        "There is no agent named %s. There is: %s.".formatted(name.value(), names(agents))));
    }

    private static String names(List<Agent> agents) {
        return agents.stream().map(agent -> agent.name().value()).collect(Collectors.joining(", "));
    }
}
