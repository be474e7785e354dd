package io.mcpagent.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpagent.domain.agent.Agent;
import io.mcpagent.domain.agent.AgentLimits;
import io.mcpagent.domain.agent.AgentName;
import io.mcpagent.domain.agent.AgentRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for agents that people defined. */
public interface AgentRepositoryContract {
    /** One that holds these and no others. */
    AgentRepository agents(List<Agent> defined);

    static Agent aNamed(String name) {
        return new Agent(
                new AgentName(name),
                "Knows the “books”.",
                "Answer from the books:\n- short\n- kind",
                Optional.of("main/large"),
                List.of("search_passages", "calculator"),
                Set.of("books"),
                List.of("book", "novel"),
                new AgentLimits(7, Duration.ofSeconds(30)),
                1);
    }

    @Test
    default void readsThemAsTheyWereDefined() {
        var agents = agents(List.of(aNamed("librarian"), aNamed("clerk")));

        assertThat(agents.all().stream().map(agent -> withVersion(agent, 1)))
                .containsExactly(aNamed("clerk"), aNamed("librarian"));
    }

    @Test
    default void listsThemByName() {
        assertThat(agents(List.of(aNamed("b"), aNamed("a-1"), aNamed("c"))).all())
                .extracting(agent -> agent.name().value())
                .containsExactly("a-1", "b", "c");
    }

    @Test
    default void thereMayBeNone() {
        assertThat(agents(List.of()).all()).isEmpty();
    }

    private static Agent withVersion(Agent agent, long version) {
        return new Agent(
                agent.name(),
                agent.description(),
                agent.instructions(),
                agent.model(),
                agent.tools(),
                agent.collections(),
                agent.keywords(),
                agent.limits(),
                version);
    }
}
